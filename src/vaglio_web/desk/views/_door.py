"""The door of every page, as `desk.access` puts it up."""

from vaglio_web.desk.access import door, person

__all__ = ["door", "person"]
