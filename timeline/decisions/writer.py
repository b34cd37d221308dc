"""The only writer of decisions: rows, links, index, counters and history in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from timeline import engine
from timeline.building.linking import Changes, link, settle
from timeline.decisions import history, kept
from timeline.decisions.cells import Cell, Decision, Kept, Place, Refused, is_as_left, without_was
from timeline.decisions.history import Entry


class ChangedSince(Refused):
    """Somebody else decided in the meantime; `entries` say what."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        told = "; ".join(f"{one.by} at {one.at:%H:%M} ({one.sentence})" for one in entries)
        super().__init__(f"Changed since you opened this: {told}. Nothing of that was overwritten.")


def decide(
    editor: AbstractBaseUser,
    made: Callable[[], Decision],
    *,
    why: str = "",
    seen: tuple[str, Sequence[str], int] | None = None,
) -> Entry:
    """Take a decision and return it as the history tells it.

    `made` is called within the transaction, so that it goes by rows as they are. `seen` are
    what the editor looked at (of, keys) and its last entry then. Raises Refused, or
    ChangedSince if others decided since.
    """
    prepared = kept.prepared(made().cells)  # what takes long: before the lock is held
    with transaction.atomic():
        engine.current().lock()
        if seen:
            _refuse_if_changed(*seen)
        decision = made()
        changes = Changes()
        by, on = editor.get_username(), timezone.now().isoformat(timespec="microseconds")
        told = [
            _set(cell, cell.to_keep(by=by, on=on, why=why), changes, prepared)
            for cell in decision.cells
        ]
        (link if changes.names or changes.articles else settle)(changes)
        number = history.add(editor, decision, told, why)
    found = history.entry(number)
    assert found is not None  # noqa: S101 it was just written
    return found


def undo(editor: AbstractBaseUser, number: int, *, why: str = "") -> Entry:
    """Put back what was there before the decision with this number."""
    return decide(editor, lambda: _undoing(number), why=why)


def _refuse_if_changed(of: str, keys: Sequence[str], last: int) -> None:
    newer = [one for one in history.entries_of(of, keys) if one.number > last]
    if newer:
        raise ChangedSince(newer)


def _set(
    cell: Cell, new: Kept | None, changes: Changes, prepared: kept.Prepared
) -> tuple[Place, str, Kept | None, Kept | None]:
    before = kept.decision_at(cell.place, cell.kind)
    kept.put(cell.place, cell.kind, new, changes, prepared)
    return cell.place, cell.kind, without_was(before), new


def _undoing(number: int) -> Decision:
    entry = history.entry(number)
    if entry is None or entry.part_of is not None:
        raise Refused("There is no such decision to undo.")
    for place, kind, _, after in entry.cells:
        if not is_as_left(kind, kept.decision_at(place, kind), after):
            raise Refused(_why_not(entry))
    cells = tuple(
        Cell(place, kind, None, kept=before) for place, kind, before, _ in reversed(entry.cells)
    )
    return Decision(
        subject=entry.subject,
        title=entry.title,
        cells=cells,
        what=entry.what,
        before=entry.after,
        after=entry.before or "as the articles have it",
        undoes=number,
        also=entry.also,
    )


def _why_not(entry: Entry) -> str:
    since = history.entries_of(entry.subject.of, [entry.subject.key])
    newer = [one for one in since if one.number > entry.number]
    if any(one.undoes == entry.number for one in newer):
        return "This was undone already."
    last = f" Last: {newer[0].by}, {newer[0].sentence}." if newer else ""
    return f"This was changed again since; undo the later decision first.{last}"
