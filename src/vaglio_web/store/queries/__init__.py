"""What several apps read of the record, a module a topic."""

from vaglio_web.store.queries.published import published

__all__ = ["published"]
