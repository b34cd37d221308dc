"""The filter rail: groups of checkboxes, each with the events it would leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from django.utils.safestring import SafeString

from timeline.forms import DECIDED, HIDDEN, TimelineFilter
from timeline.page.facets import Counted
from timeline.page.flat import BLANK, Blank, grouped, pieces
from timeline.page.kept import kept_until
from timeline.search import Facet
from timeline.selection import AtLeast

SHOWN = 6
SEARCHED_FROM = 25  # actors; fewer are seen at a glance
MOST_FOUND = 20
MOST = 24  # options that are unfolded; the search finds the others
SEEN = 675  # pixels of the rail in a window of 900
# Pixels that rail.css gives to its edge, the search, what is around options, each, and the way to more.
_EDGE, _FIND, _AROUND, _ROW, _MORE = 16, 71, 55, 28, 32
KINDS = {
    "person": "People",
    "organisation": "Organisations",
    "country": "Countries",
    "place": "Places",
}
DECIDED_LABELS = {
    "checked": "Checked",
    "unchecked": "Not checked",
    "corrected": "Corrected",
    HIDDEN: "Hidden from readers",
}
OWN_LABELS = {"sources": "At least 2 sources", "main": "Main events only"}
EXACTNESS = {
    "day": ("Exact day", "dot"),
    "longer": ("Week, month or year", "bracket"),
    "approximate": ("Approximate or inferred", "dashed"),
    "planned": ("Planned", "ring"),
    "none": ("No date given", "bar"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One checkbox; `events` are those that there would be if it were chosen."""

    name: str
    value: str
    label: str
    events: int
    checked: bool
    shape: str = ""

    @property
    def id(self) -> str:
        """The same after every swap, so that the focus stays where it was."""
        return f"f-{Facet(self.name, self.value).token}"


@dataclass(frozen=True)
class Group:
    """Options that are shown, `more` where they are `unfolded`, and the number of the `others`."""

    title: str
    options: Sequence[Option]
    more: Sequence[Option] = ()
    others: int = 0
    noun: str = ""
    errors: Sequence[str] = ()
    kind: str = ""
    unfolded: bool = False
    below: bool = False  # where most windows begin without it

    @cached_property
    def options_html(self) -> SafeString:
        return _html(self.options)

    @cached_property
    def more_html(self) -> SafeString:
        return _html(self.more)


def _html(options: Sequence[Option]) -> SafeString:
    return SafeString("".join(map(_option_html, options)))


def _option_html(option: Option) -> str:
    """The option about its count: all else is the same for every filter."""
    # None, one and several are told apart; where counting stopped there may be several.
    few = 2 if isinstance(option.events, AtLeast) else min(option.events, 2)
    around = _around_count(
        option.name, option.value, option.label, few, option.checked, option.shape
    )
    return grouped(option.events).join(around)


@lru_cache(maxsize=5_000)
def _around_count(
    name: str, value: str, label: str, few: int, checked: bool, shape: str
) -> list[str]:
    option = Option(name, value, label, Blank(few), checked, shape)
    return pieces("timeline/_option.html", "option", [option])[0].split(BLANK)


def rail(asked: TimelineFilter, counted: Counted, *, unfolded: str = "") -> list[Group]:
    """The groups, that of the kind `unfolded` with more options; those of a filter without
    mistakes are kept until the timeline changes, and only of them some are `below`."""
    unfolded = unfolded if unfolded in {*KINDS, "outlet"} else ""
    if asked.errors:
        return _groups(asked, counted, unfolded)
    return kept_until(
        counted.version,
        ("rail", asked.state.filters, asked.cleaned_data["find"], unfolded),
        lambda: _marked(_groups(asked, counted, unfolded), _EDGE + _FIND * can_search(counted)),
    )


def _groups(asked: TimelineFilter, counted: Counted, unfolded: str) -> list[Group]:
    people = [_actors(asked, counted, kind, unfolded) for kind in KINDS]
    groups = [
        *_main(asked, counted),
        *_found(asked, counted),
        *people,
        _dates(asked, counted),
        _sources(asked, counted, unfolded),
    ]
    return [group for group in groups if group.options or group.errors]


def _marked(groups: list[Group], top: int) -> list[Group]:
    """The same, those marked that are below what is seen of the rail; the first is at `top`."""
    marked = []
    for group in groups:
        marked.append(replace(group, below=top >= SEEN))
        top += _AROUND + _ROW * (len(group.options) + len(group.more)) + _MORE * bool(group.others)
    return marked


def decided(asked: TimelineFilter, counted: Counted, *, hidden: int, below: bool) -> Group:
    """What editors find changes by; `hidden` is how many events are. The last group: it is `below`
    if any is."""
    options = [
        _option(asked, counted, Facet(kind, name), field="decided")
        for name, kind in DECIDED.items()
    ]
    chosen = asked.state.has("decided", HIDDEN)
    if hidden or chosen:
        options.append(Option("decided", HIDDEN, DECIDED_LABELS[HIDDEN], hidden, chosen))
    return Group("Decisions", options, errors=_errors(asked, "decided"), below=below)


def _actors(asked: TimelineFilter, counted: Counted, kind: str, unfolded: str) -> Group:
    wanted = kind == unfolded
    parts = _shortened(asked, counted, kind=kind, field="actor", most=SHOWN, unfolded=wanted)
    errors = _errors(asked, "actor") if kind == "person" else []
    return Group(KINDS[kind], *parts, KINDS[kind].lower(), errors, kind, wanted)


def _main(asked: TimelineFilter, counted: Counted) -> list[Group]:
    """The choice of the main events, where there are others to leave out."""
    facet = Facet("main", "main")
    least = sum(counted.kept[one] for one in counted.ranked.get("precision", ()))
    if not 0 < counted.kept.get(facet, 0) < least and not asked.cleaned_data.get("main"):
        return []
    return [Group("Importance", [_option(asked, counted, facet, field="main")])]


def can_search(counted: Counted) -> bool:
    """Whether there are so many actors that looking for a name helps."""
    return sum(len(counted.ranked.get(kind, ())) for kind in KINDS) >= SEARCHED_FROM


def _found(asked: TimelineFilter, counted: Counted) -> list[Group]:
    """The actors whose names hold the words looked for, in any order."""
    if not str(asked.cleaned_data.get("find") or "").split():
        return []
    options = [_option(asked, counted, one, field="actor") for one in counted.found[:MOST_FOUND]]
    nobody = [] if options else ["Nobody is called that."]
    return [Group("Names found", options, errors=nobody)]


def _sources(asked: TimelineFilter, counted: Counted, unfolded: str) -> Group:
    wanted = unfolded == "outlet"
    first, more, others = _shortened(
        asked, counted, kind="outlet", field="outlet", most=SHOWN, unfolded=wanted
    )
    several = _option(asked, counted, Facet("sources", "2"), field="sources")
    errors = [*_errors(asked, "outlet"), *_errors(asked, "sources")]
    return Group("Sources", [several, *first], more, others, "outlets", errors, "outlet", wanted)


def _dates(asked: TimelineFilter, counted: Counted) -> Group:
    options = [
        _option(asked, counted, Facet("planned", "planned"), field="planned")
        if value == "planned"
        else _option(asked, counted, Facet("precision", value), field="precision")
        for value in EXACTNESS
    ]
    return Group("Dates", options, errors=_errors(asked, "precision"))


def _shortened(
    asked: TimelineFilter, counted: Counted, *, kind: str, field: str, most: int, unfolded: bool
) -> tuple[list[Option], list[Option], int]:
    """The options with most events and all that are chosen, the next ones if they are unfolded,
    and how many are left over. The order is that of all events: options stay where they are."""
    facets = [*counted.ranked.get(kind, ())]
    chosen = set(asked.cleaned_data.get(field, []))
    end = len(facets) if len(facets) <= most + 1 else most
    first = facets[:end] + [facet for facet in facets[end:] if facet.name in chosen]
    following = facets[end : end + MOST] if unfolded else []
    more = [facet for facet in following if facet.name not in chosen]
    shown, added = (
        [_option(asked, counted, facet, field=field) for facet in part] for part in (first, more)
    )
    others = counted.numbers[kind] - len(first) - len(more)
    return shown, added, _like(counted.numbers[kind], others)


def _like(number: int, others: int) -> int:
    """What is left of a number that there may be more of may be more, too."""
    return AtLeast(max(0, others)) if isinstance(number, AtLeast) else max(0, others)


def _option(asked: TimelineFilter, counted: Counted, facet: Facet, *, field: str) -> Option:
    label, shape = facet.name, ""
    if field in {"planned", "precision"}:
        label, shape = EXACTNESS[facet.name]
    elif field == "decided":
        label = DECIDED_LABELS[facet.name]
    elif field in OWN_LABELS:
        label = OWN_LABELS[field]
    value = "1" if field in {"planned", "main"} else facet.name
    return Option(
        name=field,
        value=value,
        label=label,
        events=counted.events(facet),
        checked=asked.state.has(field, value),
        shape=shape,
    )


def _errors(asked: TimelineFilter, field: str) -> list[str]:
    return [str(error) for error in asked.errors.get(field, [])]
