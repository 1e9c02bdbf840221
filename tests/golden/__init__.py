"""What the code says now about invented reports."""
