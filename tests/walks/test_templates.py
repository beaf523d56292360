"""Templates: nothing inline, every word translatable, one heading, our voice."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.template.defaulttags import ForNode, IfNode
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode

from tests.walks import markup, places

# Folders whose templates may hold a <style>: mail programs load no stylesheets.
STYLE_ALLOWED = {"mail": "css-inline writes it into the letter's elements before it is sent"}

LETTERS = re.compile(r"[^\W\d_]{2,}")
# Visible without being words of a language.
SAID_ALIKE_IN_EVERY_LANGUAGE = {"Upstander", "CSV", "XLSX", "PDF", "JSON", "PIN", "HR", "UTC"}
INCLUDES_BY_VARIABLE = re.compile(r"\{% include [a-z_]+ ")
BANNED = re.compile(r"\b(victims?|perpetrators?|proven|users?)\b", re.I)


def everything_said() -> Iterator[tuple[str, str]]:
    """(where, text) of every word on screen: in templates, in letters, in code."""
    for path in [*markup.templates(), *markup.text_templates()]:
        found = markup.read(path)
        for line, text in [*found.visible, *found.spoken]:
            yield f"{path}:{line}", text
    for path in places.product_code():
        for node in ast.walk(places.tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id not in {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}:
                    continue
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield f"{path}:{node.lineno}", argument.value


@pytest.mark.parametrize("path", [*markup.templates(), *markup.text_templates()], ids=str)
def test_every_template_compiles(path: Path) -> None:
    get_template(markup.name_of(path))


def test_there_is_no_inline_style_script_or_handler() -> None:
    found = []
    for path in markup.templates():
        folder = markup.name_of(path).split("/")[0]
        for line, tag, given in markup.read(path).tags:
            inline = [name for name in given if name == "style" or name.startswith(("on", "hx-on"))]
            if tag == "script" and not given.get("src") and "json" not in given.get("type", ""):
                inline.append("script")
            if tag == "style" and folder not in STYLE_ALLOWED:
                inline.append("style element")
            if any(v.lower().startswith(("javascript:", "js:")) for v in given.values()):
                inline.append("javascript:")
            if folder in STYLE_ALLOWED:
                inline = [name for name in inline if name != "style"]
            found += [f"{path}:{line} <{tag}> {name}" for name in inline]
    assert found == []


def test_every_visible_word_is_translatable() -> None:
    found = []
    for path in [*markup.templates(), *markup.text_templates()]:
        for line, text in markup.read(path).visible:
            words = set(LETTERS.findall(text)) - SAID_ALIKE_IN_EVERY_LANGUAGE
            if words:
                found.append(f"{path}:{line}: {' '.join(text.split())[:80]}")
    assert found == []


def test_every_form_that_posts_is_protected() -> None:
    assert [
        f"{path}:{form.line}"
        for path in markup.templates()
        for form in markup.read(path).forms
        if form.method == "post" and not form.protected
    ] == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    """Scripts, styles, fonts and pictures come from our own site."""
    assert [
        f"{path}:{line} <{tag}> {given.get('src') or given.get('href')}"
        for path in markup.templates()
        for line, tag, given in markup.read(path).tags
        if tag in {"script", "link", "img", "iframe", "video", "audio", "source"}
        and (given.get("src") or given.get("href") or "").startswith(("http:", "https:", "//"))
    ] == []


def test_nobody_is_shouted_at_and_no_banned_word_is_said() -> None:
    shouted = [f"{where}: {text}" for where, text in everything_said() if "!" in text]
    banned = [
        f"{where}: {match.group()}"
        for where, text in everything_said()
        if (match := BANNED.search(re.sub(r"%\(\w+\)s|\{\w*\}", "", text)))
    ]
    assert (shouted, banned) == ([], [])


def headings(nodes: Any, blocks: dict[str, Any]) -> set[int]:
    """How many <h1> a list of template nodes may render, branch by branch."""
    counts = {0}
    for node in nodes:
        counts = {a + b for a in counts for b in _headings_of(node, blocks)}
    return counts


def _headings_of(node: Any, blocks: dict[str, Any]) -> set[int]:
    if isinstance(node, ExtendsNode):
        parent = _parent(node)
        blocks_here: list[Any] = node.nodelist.get_nodes_by_type(BlockNode)
        own = {block.name: block.nodelist for block in blocks_here}
        return headings(parent.nodelist, {**own, **blocks})
    if isinstance(node, BlockNode):
        return headings(blocks.get(node.name, node.nodelist), blocks)
    if isinstance(node, IfNode):
        branches = [headings(nodelist, blocks) for _, nodelist in node.conditions_nodelists]
        has_else = any(condition is None for condition, _ in node.conditions_nodelists)
        return set().union(*branches, set() if has_else else {0})
    if isinstance(node, ForNode):
        inside = headings(node.nodelist_loop, blocks)
        return ({0} if inside == {0} else {0, 1, 2}) | headings(node.nodelist_empty, blocks)
    if isinstance(node, IncludeNode):
        name = getattr(node.template, "var", None)
        return headings(_load(name).nodelist, {}) if isinstance(name, str) else {0}
    if getattr(node, "s", None) is not None:  # a TextNode
        return {len(re.findall(r"<h1[\s>]", node.s))}
    inner = getattr(node, "nodelist", None)
    return headings(inner, blocks) if inner is not None else {0}


def _load(name: str) -> Any:
    django: Any = engines["django"]
    return django.engine.get_template(name.partition("#")[0])


def _parent(node: Any) -> Any:
    return _load(node.parent_name.var)


def test_every_page_has_exactly_one_main_heading() -> None:
    """The walk of addresses counts again in what is really sent."""
    found = {}
    for path in markup.templates():
        name = markup.name_of(path)
        nodes = _load(name).nodelist
        is_page = any(isinstance(node, ExtendsNode) for node in nodes)
        if is_page and not name.startswith(("layouts/", "mail/")):
            counts = headings(nodes, {})
            # A heading in a part that is chosen when the page is made is counted when it is sent.
            right = {0} if INCLUDES_BY_VARIABLE.search(places.text(path)) else {1}
            if counts != right:
                found[name] = counts
    assert found == {}
