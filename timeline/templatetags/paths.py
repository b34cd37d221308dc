"""`{% url 'name' %}` of a page without arguments, found once; others as Django finds them."""

from __future__ import annotations

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode, url
from django.utils.safestring import SafeString

from timeline.page.paths import path_of

register = template.Library()


class _Path(template.Node):
    def __init__(self, name: str) -> None:
        self._name = name

    def render(self, context: Context) -> SafeString:
        return SafeString(path_of(self._name))


@register.tag("url")
def _url(parser: Parser, token: Token) -> template.Node:
    node: URLNode = url(parser, token)
    name = node.view_name.var
    if isinstance(name, str) and not (node.args or node.kwargs or node.asvar):
        return _Path(name)
    return node
