"""Addresses of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from vaglio_web.desk.views import claim, claim_decide, claim_write, queue

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    *queue.urls,
    *claim.urls,
    *claim_decide.urls,
    *claim_write.urls,
]
