"""Tell Django of the store."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Hold the tables, the actions and the log."""

    name = "vaglio_web.store"
    label = "store"
    verbose_name = "Store"
