"""The desk, tested as it will be used: on SQLite and on PostgreSQL."""
