"""Addresses of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from vaglio_web.desk.views import (
    bringing,
    claim,
    claim_decide,
    claim_write,
    proposals,
    queue,
    reports,
)

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    *queue.urls,
    *claim.urls,
    *claim_decide.urls,
    *claim_write.urls,
    *bringing.urls,
    *reports.urls,
    *proposals.urls,
]
