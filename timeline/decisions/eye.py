"""What a careful editor would look at first, and why; nothing that was looked at already.

The reasons of an event are in the search index as facets of the kind "eye", so that finding the
next ones, and how many there are, costs the same however long the timeline is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from timeline.decisions.effects import as_found
from timeline.export import figures_of
from timeline.linking.differences import compare
from timeline.models import Event

# In the order in which they are shown.
REASONS = {
    "text-gone": "The text under a decision is no longer found",
    "figures-differ": "Figures differ",
    "dates-differ": "Dates differ",
    "second-reading": "The date can be read in two ways",
    "made-exact": "Another source gives an exact date",
    "inferred": "The date rests on an inferred one",
    "single-source-main": "A main event with a single source",
    "undated": "No date could be read",
}


def reasons_of(lead: Event, accounts: Sequence[Event], *, main: bool) -> list[str]:
    """Why the event should be looked at; none that a person has looked at as it is now."""
    found = list(_reasons(lead, accounts, main=main))
    if not found:
        return []
    digest = digest_of(accounts)
    return [reason for reason in found if not _is_answered(lead, reason, digest)]


def bearing(reason: str, lead: Event, accounts: Sequence[Event]) -> list[Event]:
    """The accounts beside the lead that the reason rests on."""
    bears = {"dates-differ": _is_another_time, "made-exact": _is_more_exact, "text-gone": _is_gone}
    if reason not in bears:
        return []
    return [event for event in accounts if event.pk != lead.pk and bears[reason](event, lead)]


def digest_of(accounts: Iterable[Event]) -> str:
    """The same as long as the sources of the event say the same: what a check goes by."""
    told = sorted(
        "\0".join(
            [
                event.public_id,
                event.quote,
                as_found(event)["edtf"],
                str(event.article.published_on),
                event.article.published_basis,
                str(event.found),
            ]
        )
        for event in accounts
    )
    return hashlib.sha256("\1".join(told).encode()).hexdigest()[:16]


def _is_answered(lead: Event, reason: str, digest: str) -> bool:
    checks = (lead.decided(f"eye:{reason}"), lead.decided("checked"))
    return any(check is not None and check["digest"] == digest for check in checks)


def _reasons(lead: Event, accounts: Sequence[Event], *, main: bool) -> Iterator[str]:
    claims = {
        "text-gone": any(_is_gone(event, lead) for event in accounts),
        "figures-differ": _figures_differ(accounts),
        "dates-differ": any(_is_another_time(event, lead) for event in accounts),
        "second-reading": bool(lead.alternatives),
        "made-exact": any(_is_more_exact(event, lead) for event in accounts),
        "inferred": bool((lead.working.get("anchor") or {}).get("inferred")) and not lead.undated,
        "single-source-main": main and lead.sources == 1,
        "undated": lead.undated,
    }
    return (reason for reason, holds in claims.items() if holds)


def _figures_differ(accounts: Sequence[Event]) -> bool:
    if len({event.article_id for event in accounts if event.figures}) < 2:
        return False
    return any(not comparison.agree for comparison in compare(figures_of(accounts)))


def _is_gone(event: Event, lead: Event) -> bool:
    return not event.found


def _is_another_time(event: Event, lead: Event) -> bool:
    """Whether the two cannot be the same days."""
    if event.undated or lead.undated:
        return False
    return _ends_before(event, lead) or _ends_before(lead, event)


def _ends_before(one: Event, two: Event) -> bool:
    return bool(one.ends_on and two.starts_on and one.ends_on < two.starts_on)


def _is_more_exact(event: Event, lead: Event) -> bool:
    """Whether it gives the day where the lead, by itself, does not."""
    one_day = event.precision == "day" and not event.approximate and event.starts_on is not None
    vague = not lead.undated and (lead.approximate or lead.precision != "day")
    return vague and one_day and event.starts_on == event.ends_on and "date" not in lead.decisions
