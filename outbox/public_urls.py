"""The development mailbox, registered where mail lands in a directory and nowhere else."""

from __future__ import annotations

from django.urls import URLPattern, path

from outbox.mailbox import is_in_use
from outbox.views import mailbox

app_name = "mailbox"
mailbox_urls: list[URLPattern] = [
    path("", mailbox.mail_list, name="list"),
    path("<str:name>/", mailbox.mail, name="mail"),
    path("<str:name>/html/", mailbox.mail_html, name="html"),
]

urlpatterns = mailbox_urls if is_in_use() else []
