"""Events fetched as plain rows say what Django's own way to them says."""

from __future__ import annotations

from datetime import date

from timeline.models import Event
from timeline.page.shown import read_events

DAY = date(2021, 4, 15)


def test_a_closed_event_knows_whom_its_accounts_name_and_how_often(make_event):
    lead = make_event(DAY, quote="One.", actors=["Anna Berg", "Omar Sayed"])
    for quote, actors in (
        ("Two.", ["Anna Berg"]),
        ("Three.", ["Anna Berg"]),
        ("Four.", ["Ida Holt", "Omar Sayed"]),
        ("Five.", []),
    ):
        make_event(DAY, quote=quote, actors=actors, lead=lead)
    alone = make_event(DAY, quote="Six.", actors=["Ida Holt"])
    for event in read_events([lead.sort_key, alone.sort_key]):
        same = Event.objects.with_accounts().get(pk=event.pk)
        assert event.naming == same.naming
        assert event.account_count == same.account_count
    assert read_events([lead.sort_key])[0].naming == {
        "Anna Berg": 3,
        "Omar Sayed": 2,
        "Ida Holt": 1,
    }
