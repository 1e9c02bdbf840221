"""Where each part of the site begins."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from vaglio_web.desk.views import health
from vaglio_web.desk.views.welcome import welcome

urlpatterns = [
    *health.urls,
    path("", RedirectView.as_view(pattern_name="desk:queue"), name="home"),
    path("welcome/<str:token>/", welcome, name="welcome"),
    path("accounts/", include("vaglio_web.account_urls")),
    path("desk/", include("vaglio_web.desk.urls")),
]
