"""What the desk's pages ask of the tables, a module a topic."""
