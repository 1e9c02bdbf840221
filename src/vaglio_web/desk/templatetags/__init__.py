"""What the desk's pages say in their own tags."""
