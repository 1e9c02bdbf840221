"""Where each part of the site begins."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="desk:queue"), name="home"),
    path("accounts/", include("allauth.urls")),
    path("desk/", include("vaglio_web.desk.urls")),
]
