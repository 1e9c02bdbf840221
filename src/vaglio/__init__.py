"""Read who claims what in reports of armed conflict, and on which words."""
