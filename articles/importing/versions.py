"""Whether a text is new, known, or another version of an article; and taking a version up."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.utils import timezone

from articles.importing.drafts import SUMMARY
from articles.models import Article
from articles.versions import (
    FIELDS,
    Version,
    earlier_versions,
    newer_versions,
    present_version,
    version_json,
)

_LARGELY = 0.5  # share of the shorter text's runs of words that the other has, too
_SOME = 0.1  # at one address: live pages and start pages show other articles there
_RUN = 3  # words
_COUNTED = re.compile(r"utm_|fbclid\Z|gclid\Z|mc_[ce]id\Z|at_|cmp\Z|ref(?:src)?\Z", re.IGNORECASE)
_STATED = {Article.Basis.STATED, Article.Basis.METADATA, Article.Basis.PERSON}


def address_key(url: str) -> str:
    """What two addresses of one article have in common; "" for none, or for a start page."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    asked = urlencode(
        sorted(pair for pair in parse_qsl(parts.query) if not _COUNTED.match(pair[0]))
    )
    path = re.sub(r"/(?:index\.html?|amp)?/*\Z", "", parts.path)
    if not parts.netloc or not (path or asked):
        return ""
    return _digest(f"{parts.netloc.casefold().removeprefix('www.')}{path}?{asked}")


def title_key(outlet: str, title: str) -> str:
    """What versions of an article have in common if both are known; series share it."""
    words = [" ".join(one.casefold().split()) for one in (outlet, title)]
    return _digest("\0".join(words)) if all(words) else ""


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def article_of(version: Version) -> Article | None:
    """Return the article that this is another version of, None if there is none.

    That is the one at its address, or else one of its outlet and title, if they have largely
    the same text; several are told apart by how much.
    """
    runs = _runs(version.text)
    by_address = _likest(runs, _with("address_key", address_key(version.url)), _SOME, version.title)
    return by_address or _likest(
        runs, _with("title_key", title_key(version.outlet, version.title)), _LARGELY
    )


def _with(field: str, key: str) -> Iterable[Article]:
    return Article.objects.filter(**{field: key}).order_by("text_hash") if key else ()


def _likest(
    runs: frozenset[str], articles: Iterable[Article], least: float, title: str = ""
) -> Article | None:
    found, most = None, 0.0
    for article in articles:
        known = [present_version(article), *newer_versions(article)]
        likeness = max(_likeness(runs, _runs(one.text)) for one in known)
        if title and any(one.title == title for one in known):
            likeness = max(likeness, least)
        if likeness >= least and likeness > most:
            found, most = article, likeness
    return found


def _runs(text: str) -> frozenset[str]:
    words = re.findall(r"\w+", text.casefold())
    places = range(max(1, len(words) - _RUN + 1))
    return frozenset(" ".join(words[place : place + _RUN]) for place in places)


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other))


def add_version(article: Article, version: Version) -> bool:
    """Keep another text of the article; return whether it is newer than those that it has.

    One that states an earlier day than the article does is an older text that came late, and
    one that is a part of it, or a feed's summary, corrects nothing.
    """
    latest = (newer_versions(article) or [present_version(article)])[-1]
    is_newer = not (_appeared_before(version, latest) or _is_excerpt(version, latest))
    kept = version_json(version, waits=is_newer)
    waiting = [one for one in article.versions if one["waits"]]
    taken = [one for one in article.versions if not one["waits"]]
    article.versions = [*taken, *waiting, kept] if is_newer else [*taken, kept, *waiting]
    article.version_hashes = "\n".join(one["text_hash"] for one in article.versions)
    article.has_newer = article.has_newer or is_newer
    article.save(update_fields=["versions", "version_hashes", "has_newer"])
    return is_newer


def _appeared_before(version: Version, other: Version) -> bool:
    days = [
        one.published_on if one.published_basis in _STATED else None for one in (version, other)
    ]
    return bool(days[0] and days[1] and days[0] < days[1])


def _is_excerpt(version: Version, whole: Version) -> bool:
    if 2 * len(version.text) > len(whole.text):
        return False
    return SUMMARY in version.repairs or _likeness(_runs(version.text), _runs(whole.text)) > 0.9


def take_up(article: Article) -> None:
    """Make the newest text the article's own, and keep the present one among the earlier.

    What the new text does not state stays as it was, and so does what a person decided: what the
    text states of that is kept beside the decision. Its events are to be extracted again.
    """
    waiting, before = newer_versions(article), _as_found(article)
    newest = _with_facts_of(before, waiting[-1])
    taken = [*earlier_versions(article), before, *waiting[:-1]]
    stated, decided = version_json(newest, waits=False), _decided(article)
    for name in FIELDS:
        if name in decided:
            decided[name][name] = stated[name]
        else:
            setattr(article, name, getattr(newest, name))
    article.imported_at = newest.came_at
    article.versions = [version_json(one, waits=False) for one in taken]
    article.version_hashes = "\n".join(one.text_hash for one in taken)
    article.has_newer, article.built_by = False, ""
    if "published_on" not in decided:
        article.published_evidence = []
    article.address_key = address_key(newest.url)
    article.title_key = title_key(newest.outlet, newest.title)
    article.save()


def _decided(article: Article) -> dict[str, dict[str, Any]]:
    """The columns that a person's decisions replace, each with what it held before."""
    kept = [decision.get("was") or {} for decision in article.decisions.values()]
    return {name: was for was in kept for name in was}


def _as_found(article: Article) -> Version:
    """The present text with what its source states, whatever a person decided of it."""
    version = present_version(article)
    for name, was in _decided(article).items():
        if name == "published_on":
            day = was[name]
            version = replace(version, published_on=date.fromisoformat(day) if day else None)
        elif name in FIELDS:
            version = replace(version, **{name: was[name]})
    return version


def _with_facts_of(before: Version, version: Version) -> Version:
    """The version with what only the one before states, and always with a person's date."""
    for name in ("title", "outlet", "byline", "url"):
        if not getattr(version, name):
            version = replace(version, **{name: getattr(before, name)})
    decided = before.published_basis == Article.Basis.PERSON
    undated = version.published_on is None and before.published_basis in _STATED
    if decided or undated:
        return replace(
            version,
            published_on=before.published_on,
            published_basis=before.published_basis,
            published_from=before.published_from,
        )
    return version


def fill_in(article: Article, version: Version) -> list[str]:
    """Give the article what this file of the same text states and it did not; return what.

    Its events are then to be extracted again.
    """
    filled, decided = [], _decided(article)
    for name in ("title", "outlet", "byline", "url"):
        if getattr(version, name) and not getattr(article, name) and name not in decided:
            setattr(article, name, getattr(version, name))
            filled.append("address" if name == "url" else name)
    undated = article.published_basis in Article.NOT_ITS_OWN and "published_on" not in decided
    if version.published_on and undated:
        article.published_on = version.published_on
        article.published_basis = version.published_basis
        article.published_from = version.published_from
        article.published_evidence = []
        filled.append("date")
    if filled:
        article.built_by = ""
        set_keys(article)
        article.save()
    return filled


def set_keys(article: Article) -> None:
    article.address_key = address_key(article.url)
    article.title_key = title_key(article.outlet, article.title)


def version_of(fields: dict[str, object]) -> Version:
    """The version that the fields of a draft make, come just now."""
    return Version(**fields, came_at=timezone.now())  # type: ignore[arg-type]
