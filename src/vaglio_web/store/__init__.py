"""What the desk keeps: its tables, every write, every door, the log."""
