"""What a site asks of programs (robots.txt, RFC 9309)."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

from protego import Protego

from articles.importing.drafts import UnreadableFile
from articles.importing.fetching.addresses import Resolve, Target, target_of
from articles.importing.fetching.asking import Answer, Ask

NAME = "Datelines"
_LARGEST = 1024 * 1024  # bytes; RFC 9309 asks for at least half of that
_HOPS = 5


def may_fetch(target: Target, resolve: Resolve, ask: Ask) -> bool:
    """Whether the site lets us: it does where it has no robots.txt, not where that is broken."""
    answer = _robots(replace(target, path="/robots.txt"), resolve, ask)
    if 400 <= answer.status < 500:
        return True
    if answer.status != 200:
        raise UnreadableFile(
            f"{target.host} could not say whether it may be fetched: robots.txt gave {answer.status}"
        )
    rules = Protego.parse(answer.content.decode("utf-8", "replace"))
    return bool(rules.can_fetch(target.url, NAME))


def _robots(target: Target, resolve: Resolve, ask: Ask) -> Answer:
    answer = ask(target, _LARGEST)
    for _ in range(_HOPS):
        if not (300 <= answer.status < 400 and answer.location):
            return answer
        target = target_of(urljoin(target.url, answer.location), resolve)
        answer = ask(target, _LARGEST)
    return replace(answer, status=404)  # endless: as if there were none, says the RFC
