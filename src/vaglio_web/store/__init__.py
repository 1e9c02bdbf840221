"""What the desk keeps: tables, every write (actions), every door (access), the log."""
