"""The site's addresses with the development mailbox among them."""

from __future__ import annotations

from django.urls import include, path

from config.urls import handler404, urlpatterns
from outbox.public_urls import mailbox_urls

__all__ = ["handler404", "urlpatterns"]

urlpatterns = [path("dev/mail/", include((mailbox_urls, "mailbox"))), *urlpatterns]
