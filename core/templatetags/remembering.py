"""Pieces of a page that many people see alike, rendered once in each process.

    {% remember "bar" organization.slug request.user.name %} … {% endremember %}

The words after the name are everything the piece depends on; the language always belongs to
it.  A form inside may hold {% csrf_token %}: each page gets its own token put in.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from django import template
from django.template import Context, NodeList
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

KEPT = 2048  # pieces in each process; a few kilobytes each
TOKEN = "the-token-goes-here"  # noqa: S105 - stands for a token, is none

_pieces: OrderedDict[Hashable, str] = OrderedDict()


class RememberNode(template.Node):
    def __init__(self, body: NodeList, words: list[FilterExpression]) -> None:
        self.body, self.words = body, words

    def render(self, context: Context) -> SafeString:
        key = (get_language(), *(str(word.resolve(context)) for word in self.words))
        piece = _pieces.get(key)
        if piece is None:
            with context.push(csrf_token=TOKEN):
                piece = _pieces[key] = str(self.body.render(context))
            while len(_pieces) > KEPT:
                _pieces.popitem(last=False)
        if TOKEN in piece:
            piece = piece.replace(TOKEN, str(context.get("csrf_token", "")))
        return mark_safe(piece)  # noqa: S308 - rendered by the template, which has escaped it


@register.tag
def remember(parser: Parser, token: Token) -> RememberNode:
    """Render the block once for each value of the words that follow."""
    _name, *words = token.split_contents()
    body = parser.parse(("endremember",))
    parser.delete_first_token()
    return RememberNode(body, [parser.compile_filter(word) for word in words])
