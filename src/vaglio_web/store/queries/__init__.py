"""What several apps read of the record, a module a topic."""
