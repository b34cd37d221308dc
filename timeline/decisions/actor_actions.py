"""Who is one actor and who is not, for the whole corpus, as decisions for the writer."""

from __future__ import annotations

from timeline import search
from timeline.building import name_tables
from timeline.decisions import naming
from timeline.decisions.actions import ACTOR_KINDS, LONGEST_NAME
from timeline.decisions.cells import Cell, Decision, Place, Refused
from timeline.linking.aliases import CanonicalName


def merge_actors(name: str, into: str) -> Decision:
    """From now on `name` is another name of `into`, in all articles."""
    into = _name(into)
    kind = _known_kind(name)
    if _called(into) == name or name == into:
        raise Refused(f"{name} cannot be merged with itself.")
    value = {"into": into, "kind": search.kind_of_actor(into) or kind}
    return _decision(name, into, "merged", value, what="One actor", before=f"{name} and {into}")


def unmerge_actors(name: str) -> Decision:
    """`name` is an actor of its own again."""
    kept = naming.cells_of(name).get("merged")
    if not kept:
        raise Refused(f"{name} was not merged with another actor.")
    into = kept["value"]["into"]
    return _decision(name, into, "merged", None, what="Two actors", before=into, after=name)


def split_actor(name: str, written: str, into: str, kind: str) -> Decision:
    """Where articles write `written`, which was taken for `name`, `into` is meant."""
    into = _name(into)
    if kind not in ACTOR_KINDS:
        raise Refused(f"An actor is one of {', '.join(ACTOR_KINDS)}.")
    if written not in written_names(name):
        raise Refused(f"No article writes “{written}” for {name}.")
    if into == name:
        raise Refused(f"“{written}” is called {name} already: give another name.")
    value = {"into": into, "kind": search.kind_of_actor(into) or kind}
    what = f"Who is meant by “{written}”"
    return _decision(written, into, "called", value, what=what, before=name, also=name)


def keep_two_actors(name: str, other: str) -> Decision:
    """The two were looked at: they are not one actor."""
    first, second = sorted([name, other])
    return _decision(
        first,
        second,
        f"distinct:{second}",
        {},
        what="Two actors",
        before=f"{first}, {second}",
        after="looked at: two actors",
    )


def written_names(name: str) -> dict[str, int]:
    """How articles write the actor, and how often."""
    return name_tables.written_for(name)


def _known_kind(name: str) -> str:
    kind = search.kind_of_actor(name)
    if not kind:
        raise Refused(f"No event names {name[:LONGEST_NAME]}.")
    return kind


def _called(name: str) -> str:
    """What an actor of this name is called with all that was decided."""
    named = CanonicalName(name, "")
    return naming.Naming().settled({(name, ""): named})[name, ""].name


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused(f"An actor's name has 1 to {LONGEST_NAME} characters.")
    return name


def _decision(
    name: str,
    other: str,
    kind: str,
    value: dict[str, str] | None,
    *,
    what: str,
    before: str,
    after: str = "",
    also: str = "",
) -> Decision:
    place = Place("actor", name)
    others = tuple(Place("actor", one) for one in (other, also) if one)
    cells = (Cell(place, kind, value),)
    return Decision(place, name, cells, what, before, after or other, also=others)
