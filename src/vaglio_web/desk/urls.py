"""Addresses of the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from vaglio_web.desk.views import (
    bringing,
    claim,
    claim_decide,
    claim_write,
    entries,
    entry,
    entry_decide,
    entry_regroup,
    exports,
    log,
    mine,
    notes,
    people,
    policy,
    proposals,
    queue,
    reports,
    state,
    welcome,
)

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    *bringing.urls,
    *claim.urls,
    *claim_decide.urls,
    *claim_write.urls,
    *exports.urls,
    *log.urls,
    *mine.urls,
    *notes.urls,
    *people.urls,
    *policy.urls,
    *proposals.urls,
    *queue.urls,
    *reports.urls,
    *state.urls,
    *welcome.urls,
    *entries.urls,
    *entry.urls,
    *entry_decide.urls,
    *entry_regroup.urls,
]
