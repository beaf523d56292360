"""Every address of the site.

`organization_urls` are the pages behind the gate, below /o/<organization>/; an app's
`public_urls` (if it has any) are the others.
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from config import views

organization_urls: list[URLPattern | URLResolver] = [
    path("", include("training.urls")),  # first, because it is asked for most
    path("", include("organizations.urls")),
    path("", include("people.urls")),
    path("", include("courses.urls")),
    path("", include("assessments.urls")),
    path("", include("cohorts.urls")),
    path("", include("reminders.urls")),
    path("", include("reports.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("dev/mail/", include("outbox.public_urls")),
    path("account/", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("verify/", include("training.public_urls")),
    path("card/", include("people.public_urls")),
    path("o/<slug:organization>/", include(organization_urls)),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"
handler429 = "config.views.too_many"  # asked for by allauth's rate limits
handler500 = "config.views.server_error"
