"""Letters from templates, with their styles written into the tags.

Mail programs drop style sheets, so each tag carries its own style.  That is done once for
each template file, when it is loaded, and not for each mail: tags name classes, and
templates/mail/mail.css says what a class means.  Its rules are single classes, so that what
a tag looks like never depends on the data around it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import css_inline
from django.conf import settings
from django.template import Context, Engine, Origin
from django.template.loaders.filesystem import Loader as FilesystemLoader

from outbox.letters import Letter

TAG = re.compile(r'<[a-z][a-z0-9]*[^<>]*?\sclass="(?P<classes>[a-z -]+)"')
STYLE = re.compile(r'style="([^"]*)"')
I18N = {"i18n": "django.templatetags.i18n"}


class InliningLoader(FilesystemLoader):
    """Reads templates, and writes the style of each class into the tags that name it."""

    def get_contents(self, origin: Origin) -> str:
        return inlined(super().get_contents(origin))


def inlined(source: str) -> str:
    """A template's source with `style` added to every tag that has a `class`."""
    return TAG.sub(lambda tag: f'{tag[0]} style="{_style_of(tag["classes"])}"', source)


@lru_cache(maxsize=256)
def _style_of(classes: str) -> str:
    fragment = css_inline.inline_fragment(f'<p class="{classes}"></p>', _style_sheet())
    found = STYLE.search(fragment)
    if found is None:
        raise LookupError(f"templates/mail/mail.css says nothing about {classes!r}")
    return found[1]


@lru_cache(maxsize=1)
def _style_sheet() -> str:
    return (_template_directory() / "mail" / "mail.css").read_text(encoding="utf-8")


def _template_directory() -> Path:
    return Path(settings.BASE_DIR) / "templates"


@lru_cache(maxsize=2)
def _engine(kind: str) -> Engine:
    loader = (
        "outbox.rendering.InliningLoader"
        if kind == "html"
        else "django.template.loaders.filesystem.Loader"
    )
    return Engine(
        dirs=[str(_template_directory())],
        loaders=[("django.template.loaders.cached.Loader", [loader])],
        libraries=I18N,
        builtins=["django.template.defaultfilters"],
        autoescape=kind == "html",
    )


def letter(template: str, context: dict[str, Any], *, subject: str) -> Letter:
    """Render templates/<template>.html and .txt in the active language.

    Both extend mail/layout of their kind.  They get no context but `context` and `subject`.
    """
    values = {**context, "subject": subject}
    html = _render("html", f"{template}.html", values)
    text = _render("txt", f"{template}.txt", values)
    return Letter(subject=subject, text=_tidy(text), html=html.strip() + "\n")


def _render(kind: str, name: str, values: dict[str, Any]) -> str:
    engine = _engine(kind)
    return engine.get_template(name).render(Context(values, autoescape=engine.autoescape))


def _tidy(text: str) -> str:
    """No blanks at line ends, at most one empty line between paragraphs."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
