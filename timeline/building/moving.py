"""Accounts of an article whose text was corrected, at the places where their words stand now.

An account that stands keeps its id and its decisions. One that no longer does goes, unless it
bears a decision: then it is marked as not found and stays with the version that it quotes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.db.models import F

from articles.importing.versions import take_up
from articles.models import Article
from articles.versions import earlier_versions
from timeline.models import Event

_AROUND = 200  # letters on either side that tell one place of the same words from another
_MOST_PLACES = 200  # of the same words in one text
_PLACES = ("start", "end", "headline_start", "headline_end", "mention_start", "mention_end")
_ASIDE = 1_000_000_000  # beyond every text: where accounts wait while others move
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of an article's accounts; neither is saved yet."""

    standing: list[Event]
    lost: list[Event]


def take_up_version(article: Article) -> list[Event]:
    """Give the article its newest text and move its accounts; return those that are lost.

    The lost ones that bear a decision are marked; the others are for the caller to delete.
    """
    events = list(Event.objects.of(article).order_by("pk"))
    texts = [article.text, *(version.text for version in earlier_versions(article))]
    take_up(article)
    number = len(earlier_versions(article))
    moved = _moved(events, texts, article)
    for event in moved.lost:
        event.found, event.earlier = False, event.earlier or _number_of(article, texts[0], number)
    decided = [event for event in moved.lost if event.decisions]
    Event.objects.of(article).update(earlier=F("earlier") + _ASIDE)
    _save([*moved.standing, *decided])
    return [event for event in moved.lost if not event.decisions]


def _number_of(article: Article, text: str, otherwise: int) -> int:
    """The number that the version with this text has now."""
    for version in earlier_versions(article):
        if version.text == text:
            return version.number
    return otherwise


def _moved(events: list[Event], texts: list[str], article: Article) -> Moved:
    """Move each account by the text that its words are slices of: texts[event.earlier]."""
    standing: dict[Place, Event] = {}
    lost = []
    for earlier, some in sorted(_by_version(events).items()):
        starts = places_now(texts[earlier], article.text, _slices(some))
        for event in sorted(some, key=lambda one: not one.decisions):
            at = _place_in(event, starts)
            if at is None or at in standing:
                lost.append(event)
            else:
                _move(event, starts, article)
                standing[at] = event
    return Moved(list(standing.values()), lost)


def _by_version(events: Iterable[Event]) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        found[event.earlier].append(event)
    return found


def _slices(events: Iterable[Event]) -> Iterator[Place]:
    for event in events:
        yield event.start, event.end
        if _has_mention_elsewhere(event):
            yield event.mention_start, event.mention_end


def _has_mention_elsewhere(event: Event) -> bool:
    return event.mention_start >= 0 and not (
        event.start <= event.mention_start and event.mention_end <= event.end
    )


def _place_in(event: Event, starts: dict[Place, int]) -> Place | None:
    """Where headline and mention of the account begin now; None if one is gone."""
    start = starts.get((event.start, event.end))
    if start is None:
        return None
    headline = event.headline_start + start - event.start
    if event.mention_start < 0:
        return headline, -1
    if not _has_mention_elsewhere(event):
        return headline, event.mention_start + start - event.start
    mention = starts.get((event.mention_start, event.mention_end))
    return None if mention is None else (headline, mention)


def _move(event: Event, starts: dict[Place, int], article: Article) -> None:
    quote = (event.start, event.end)
    by = starts[quote] - event.start
    if _has_mention_elsewhere(event):
        mention = (event.mention_start, event.mention_end)
        event.mention_start = starts[mention]
        event.mention_end = event.mention_start + mention[1] - mention[0]
    elif event.mention_start >= 0:
        event.mention_start += by
        event.mention_end += by
    for name in _PLACES[:4]:
        setattr(event, name, getattr(event, name) + by)
    _shift([*event.named, *event.figures], by)
    if added := event.decisions.get("added"):
        _shift([added["value"], *added["value"].get("named", ())], by)
        event.found = True
    event.earlier = 0
    event.paragraph = article.paragraph_at(event.start)


def _shift(items: Iterable[dict[str, Any]], by: int) -> None:
    for item in items:
        item["start"], item["end"] = item["start"] + by, item["end"] + by


def _save(events: list[Event]) -> None:
    """From aside, where all are put first: none meets another that has yet to leave its place."""
    fields = [*_PLACES, "paragraph", "earlier", "found", "named", "figures", "decisions"]
    Event.objects.bulk_update(events, fields, batch_size=200)


def places_now(before: str, now: str, slices: Iterable[Place]) -> dict[Place, int]:
    """Return where each slice of `before` begins in `now`; those that are gone are left out.

    Words that stand there several times are told apart by what stands around them, and no two
    slices come to one place unless they overlapped before.
    """
    alike: dict[str, list[Place]] = defaultdict(list)
    for start, end in sorted(set(slices)):
        alike[before[start:end]].append((start, end))
    found: dict[Place, int] = {}
    for words, places in alike.items():
        found.update(_paired(before, now, places[:_MOST_PLACES], _occurrences(now, words)))
    return found


def _occurrences(text: str, words: str) -> list[int]:
    """Where the words stand as whole words."""
    found: list[int] = []
    place = text.find(words)
    while place >= 0 and len(found) < _MOST_PLACES:
        before, after = text[place - 1 : place], text[place + len(words) :][:1]
        broken = (before.isalnum() and words[0].isalnum()) or (
            after.isalnum() and words[-1].isalnum()
        )
        if not broken:
            found.append(place)
        place = text.find(words, place + 1)
    return found


def _paired(before: str, now: str, places: list[Place], starts: list[int]) -> dict[Place, int]:
    scored = [
        (
            -_shared_around(before, now, place, start),
            abs(place[0] / len(before) - start / len(now)),
            place,
            start,
        )
        for place in places
        for start in starts
    ]
    found: dict[Place, int] = {}
    for _around, _far, place, start in sorted(scored):
        if place not in found and start not in found.values():
            found[place] = start
    return found


def _shared_around(before: str, now: str, place: Place, start: int) -> int:
    """How many letters on either side are the same."""
    end = start + place[1] - place[0]
    ahead, ahead_now = before[: place[0]][-_AROUND:], now[:start][-_AROUND:]
    after, after_now = before[place[1] :][:_AROUND], now[end:][:_AROUND]
    return _shared(reversed(ahead), reversed(ahead_now)) + _shared(after, after_now)


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
