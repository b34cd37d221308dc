"""The page of what needs an editor's eye: a group at a time, each thing with its answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from timeline import search
from timeline.decisions import history, likely, namesakes, unread
from timeline.decisions.cells import Refused
from timeline.decisions.eye import REASONS
from timeline.decisions.eye_items import make_items
from timeline.decisions.guards import editor, for_editors
from timeline.decisions.views import answered, refused
from timeline.decisions.writer import decide
from timeline.http import HtmxHttpRequest
from timeline.models import Event
from timeline.page.kept import kept_until
from timeline.page.shown import read_events
from timeline.search import Facet
from timeline.selection import Selection

SHOWN = 20
BESIDE = {
    "duplicates": "Likely the same event",
    "actors": "Likely the same actor",
    "files": "Unreadable files",
}


@require_safe
@for_editors
def eye(request: HtmxHttpRequest) -> HttpResponse:
    counts = _counts()
    groups = [(name, title, counts[name]) for name, title in (REASONS | BESIDE).items()]
    first = next((name for name, _, count in groups if count), "")
    asked = request.GET.get("show", "")
    show = asked if asked in counts and (counts[asked] or not first) else first
    context = {
        "groups": [group for group in groups if group[2]],
        "show": show,
        "title": (REASONS | BESIDE).get(show, ""),
        "count": counts.get(show, 0),
        **_items(show),
    }
    return render(request, "timeline/decisions/eye.html", context)


@require_POST
@for_editors
def eye_file(request: HtmxHttpRequest) -> HttpResponse:
    """A file that could not be read was looked at."""
    key = request.POST.get("file", "")[:200]
    try:
        entry = decide(editor(request), lambda: unread.look_at_file(key))
    except Refused as error:
        return refused(request, str(error))
    return answered(request, entry)


def _counts() -> dict[str, int]:
    kept = {facet.name: number for facet, number in search.most_borne({"eye": len(REASONS)})}
    found = {reason: kept.get(reason, 0) for reason in REASONS}
    found["duplicates"] = len(_pairs())
    found["files"] = len(unread.unread_files(SHOWN))
    found["actors"] = len(_namesakes())
    return found


def _pairs() -> list[likely.Pair]:
    return kept_until(search.version(), "pairs", lambda: likely.likely_pairs(SHOWN))


def _namesakes() -> list[tuple[str, str]]:
    return kept_until(search.version(), "alike", lambda: namesakes.likely_same_actors(SHOWN))


def _items(show: str) -> dict[str, Any]:
    if show == "duplicates":
        return {"pairs": [(pair, _seen(pair.one)) for pair in _pairs()]}
    if show == "actors":
        return {"namesakes": _namesakes()}
    if show == "files":
        return {"files": unread.unread_files(SHOWN)}
    if not show:
        return {}
    keys = Selection(facets=(Facet("eye", show),)).keys(SHOWN)
    return {"items": make_items(show, read_events(keys, whole=True))}


def _seen(event: Event) -> int:
    return history.latest("event", [account.public_id for account in event.accounts])
