"""One event of two, and two of one, as decisions for the writer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from timeline.decisions.actions import decision_of, event_place, lead_of
from timeline.decisions.arranging import apart_from, joined_to
from timeline.decisions.cells import Cell, Decision, Place, Refused
from timeline.models import Event


def join(accounts: Sequence[Event], others: Sequence[Event]) -> Decision:
    """Make one event of two."""
    lead, other = lead_of(accounts), lead_of(others)
    if lead.public_id == other.public_id:
        raise Refused("An event cannot be joined with itself: these are one event already.")
    if other.hidden or lead.hidden:
        raise Refused("A hidden event cannot be joined: show it first.")
    cells = [
        Cell(event_place(lead), f"joined:{other.public_id}", {}),
        Cell(event_place(other), f"joined:{lead.public_id}", {}),
        *_no_longer_apart(accounts, others),
        *_no_longer_apart(others, accounts),
    ]
    return decision_of(
        lead,
        tuple(cells),
        what="Joined",
        before=f"“{lead.title}” and “{other.title}”",
        after="one event",
    )


def keep_two(accounts: Sequence[Event], others: Sequence[Event]) -> Decision:
    """They were looked at: these are two events, and stay so."""
    lead, other = lead_of(accounts), lead_of(others)
    if lead.public_id == other.public_id:
        raise Refused("These are one event meanwhile: separate its accounts instead.")
    apart = apart_from(lead) | {one.public_id for one in others}
    return decision_of(
        lead,
        (_apart_cell(lead, apart),),
        what="Two events",
        before=f"“{lead.title}” and “{other.title}”",
        after="looked at: two events",
    )


def _no_longer_apart(some: Iterable[Event], others: Iterable[Event]) -> list[Cell]:
    ids = {event.public_id for event in others}
    return [
        _apart_cell(event, apart_from(event) - ids) for event in some if apart_from(event) & ids
    ]


def separate(accounts: Sequence[Event], ids: Iterable[str]) -> Decision:
    """Take accounts out of an event: together they are one of their own."""
    wanted = set(ids)
    leaving = [event for event in accounts if event.public_id in wanted]
    staying = [event for event in accounts if event.public_id not in wanted]
    if len(accounts) == 1:
        raise Refused("This event has a single account: there is nothing to separate it from.")
    if not leaving:
        raise Refused("Choose the accounts to separate.")
    if not staying:
        raise Refused("Leave at least one account: all of them are the event.")
    cells = [
        _apart_cell(event, apart_from(event) | {one.public_id for one in staying})
        for event in leaving
    ]
    cells += _unjoined(leaving, staying)
    cells += _in_a_row([event.public_id for event in leaving])
    many = "an account" if len(leaving) == 1 else f"{len(leaving)} accounts"
    told = "; ".join(
        f"{event.article.source}, paragraph {event.paragraph}" for event in leaving[:3]
    )
    after = f"{many} an event of {'its' if len(leaving) == 1 else 'their'} own ({told})"
    return decision_of(
        lead_of(accounts), tuple(cells), what="Separated", before="one event", after=after
    )


def _apart_cell(event: Event, ids: Iterable[str]) -> Cell:
    value = {"from": sorted(ids)}
    return Cell(event_place(event), "apart", value if value["from"] else None)


def _unjoined(leaving: Sequence[Event], staying: Sequence[Event]) -> list[Cell]:
    """Take back what joins the ones to the others; what stays stays together."""
    left = {event.public_id: event for event in staying}
    held = [(event, key) for event in leaving for key in joined_to(event) if key in left]
    cells = []
    for event, key in held:
        cells.append(Cell(event_place(event), f"joined:{key}", None))
        cells.append(Cell(event_place(left[key]), f"joined:{event.public_id}", None))
    through = dict.fromkeys(key for _, key in held)  # what was one event through those that leave
    others = [key for key in left if key not in through][:1] if through else []
    return cells + _in_a_row([*others, *through])


def _in_a_row(ids: Sequence[str]) -> list[Cell]:
    """These stay one event, whether linking put them together or not."""
    return [cell for one, two in pairwise(ids) for cell in _pair(one, two)]


def _pair(one: str, two: str) -> list[Cell]:
    return [
        Cell(Place("event", one), f"joined:{two}", {}),
        Cell(Place("event", two), f"joined:{one}", {}),
    ]
