"""Tell Django of the desk."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Hold the pages on which staff vet."""

    name = "vaglio_web.desk"
    label = "desk"
    verbose_name = "Desk"
