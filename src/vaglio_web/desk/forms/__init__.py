"""What people write into the desk, read and checked, a module a topic."""
