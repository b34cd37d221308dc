"""Dates: what is found, what it is read as, and what is left alone."""

from __future__ import annotations

import random
import time
import tomllib
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from timeline.extraction.dates import find_dates, find_dates_and_days
from timeline.extraction.dates.finder import GRAMMAR
from timeline.extraction.dates.grammar import Rule
from timeline.extraction.dates.tokens import tokenise
from timeline.extraction.dates.words import FORMS
from timeline.extraction.shapes import Anchor, Mention, Span

CASES = Path(__file__).parent / "cases"
THURSDAY = date(2021, 4, 15)


def read(text: str, published: date | None = THURSDAY, **options: bool) -> list[Mention]:
    return find_dates(text, Anchor(published) if published else None, **options)


def one(text: str, published: date | None = THURSDAY) -> Mention:
    (mention,) = read(text, published)
    return mention


def cases() -> list[object]:
    tables = [
        (CASES / name).read_text(encoding="utf-8") for name in ("dates.toml", "dates_news.toml")
    ]
    rows = [case for table in tables for case in tomllib.loads(table)["case"]]
    return [pytest.param(case, id=case["text"][:40], marks=gap(case)) for case in rows]


def gap(case: dict[str, str]) -> list[pytest.MarkDecorator]:
    """A case with a `gap` is known not to work yet: the to-do list."""
    return [pytest.mark.xfail(reason=case["gap"])] if "gap" in case else []


def not_dates() -> list[str]:
    return tomllib.loads((CASES / "not_dates.toml").read_text(encoding="utf-8"))["texts"]


def rules() -> list[Rule]:
    rows = {rule.pattern: rule for rows in GRAMMAR.rows.values() for rule, _ in rows}
    return list(rows.values())


@pytest.mark.parametrize("case", cases())
def test_dates_are_found_and_read(case):
    found = [
        (m.text, m.value, m.mod, m.span.edtf if m.span else "")
        for m in read(case["text"], case.get("published", THURSDAY))
        if m.type in {"DATE", "TIME"}
    ]
    assert found == [tuple(expected) for expected in case["dates"]]


@pytest.mark.parametrize("text", not_dates())
def test_what_is_no_date_gives_no_days(text):
    assert [m.text for m in read(text) if m.span] == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_reads_its_example(rule):
    tokens = tokenise(rule.example)
    patterns = {row: pattern for rows in GRAMMAR.rows.values() for row, pattern in rows}
    assert patterns[rule].search(tokens.signs)
    assert read(rule.example) or "no date" in rule.meaning


def test_mentions_are_slices_in_order_without_overlap():
    text = "On Aug.\n20, 2020, since January and\n\nfrom 2014 to 2016 at noon Thursday, it rained."
    end = 0
    for mention in read(text):
        assert text[mention.start : mention.end] == mention.text == mention.working.words
        assert mention.start >= end
        end = mention.end


def test_a_blank_line_ends_every_mention():
    assert [m.text for m in read("Published in August\n\n20, 2020")] == ["August", "2020"]


def test_the_working_tells_words_anchor_rule_tense_and_result():
    working = one("The committee will meet on Monday.").working
    assert working.words == "Monday"
    assert working.anchor == Anchor(THURSDAY)
    assert (working.rule, working.tense, working.result) == (
        "weekday ahead",
        "future",
        "2021-04-19",
    )


def test_an_earlier_mention_is_shown_as_the_anchor():
    first, later = read("It broke on March 3, 2019. Two days later it was mended.")
    assert later.working.anchor == Anchor(date(2019, 3, 3), "mention", first.text)


def test_without_a_publication_date_only_relative_dates_lack_days():
    relative, absolute = read("On Friday he spoke of May 5, 2016.", None)
    assert (relative.value, relative.span) == ("XXXX-WXX-5", None)
    assert "no publication date" in relative.working.note
    assert absolute.value == "2016-05-05" and absolute.span


@pytest.mark.parametrize(
    "words",
    ["today", "last week", "in October", "on June 14", "this summer", "the third quarter",
     "seven years ago", "at 5:40 p.m.", "last night", "the quarter", "year-end", "Christmas Day",
     "the first half of the year", "Tuesday of last week", "last quarter", "a year-ago loss", "the weekend",
     "the following day", "that morning", "March last year", "on the first Monday of October",
     "in the third week of March", "in the year-ago quarter", "the following Friday", "next quarter",
     "later in the day", "on Friday the 13th", "at Easter", "in June of last year", "last June",
     "in Easter week", "the same month last year"],
)  # fmt: skip
def test_every_relative_date_says_that_there_is_no_publication_date(words):
    (mention, *_) = read(f"It rained {words}.", None)
    assert mention.span is None and "no publication date" in mention.working.note


LENGTHS = {
    "two years": "P2Y", "a couple of weeks": "P2W", "a few days": "PXD", "2 1/2 years": "P2Y6M",
    "5 1/2 hours": "PT5H30M", "half an hour": "PT0.5H", "two dozen years": "P24Y",
    "a hundred years": "P100Y", "two thousand years": "P2000Y", "three decades": "P30Y",
    "two centuries": "P200Y", "a fortnight": "P2W", "the next couple of years": "P2Y",
    "five-year": "P5Y", "decades-long": "PXE", "day-long": "P1D", "the past decade": "P10Y",
    "the year ended": "P1Y", "the first nine months": "P9M", "twenty-one days": "P21D",
    "1.5 years": "P1.5Y", "the last few months": "PXM", "a weekend": "P2D", "the weeks ahead": "PXW",
    "the last week": "P1W", "the past week": "P1W", "the last months": "PXM", "two and a half years": "P2Y6M",
}  # fmt: skip


@pytest.mark.parametrize(("words", "value"), LENGTHS.items())
def test_a_length_of_time_is_no_date(words, value):
    (mention,) = read(f"It was kept for {words} in all.")
    assert (mention.type, mention.value, mention.span) == ("DURATION", value, None)


REPEATED = {
    "every day": "P1D", "each July": "XXXX-07", "every two weeks": "P2W", "each Thursday": "XXXX-WXX-4",
    "every summer": "XXXX-SU", "every night": "XXXX-XX-XXTNI", "daily": "P1D", "annually": "P1Y",
}  # fmt: skip


@pytest.mark.parametrize(("words", "value"), REPEATED.items())
def test_a_repeated_time_is_no_date(words, value):
    (mention,) = read(f"They meet {words} in town.")
    assert (mention.type, mention.value, mention.span) == ("SET", value, None)


def test_a_rate_is_a_repeated_time():
    assert [(m.type, m.value) for m in read("It earns $3 million a year.")] == [("SET", "P1Y")]
    assert [(m.type, m.value) for m in read("She calls once a week.")] == [("SET", "P1W")]
    assert [(m.type, m.value) for m in read("They pay $8 an hour.")] == [("SET", "PT1H")]


VAGUE = {
    "recent months": "PAST_REF", "the coming weeks": "FUTURE_REF", "these days": "PRESENT_REF",
    "a few years ago": "PAST_REF", "until now": "PRESENT_REF", "the near future": "FUTURE_REF",
    "a recent report": "PAST_REF", "the current crisis": "PRESENT_REF", "the past": "PAST_REF",
}  # fmt: skip


@pytest.mark.parametrize(("words", "value"), VAGUE.items())
def test_a_vague_time_has_no_days(words, value):
    (mention,) = read(f"It was so in {words}.")
    assert (mention.type, mention.value, mention.span) == ("DATE", value, None)


def test_a_day_is_counted_from_none_that_is_far_away():
    near, far = (
        f"It broke on March 3. {'Rain fell. ' * n}The next day it was dry." for n in (1, 60)
    )
    assert read(near)[-1].value == "2021-03-04"
    assert read(far)[-1].span is None and "No date" in read(far)[-1].working.note


def test_without_a_publication_date_a_year_earlier_is_a_length_of_time():
    assert [(m.type, m.value) for m in read("A year earlier it was dry.", None)] == [
        ("DURATION", "P1Y")
    ]


def test_next_friday_within_the_week_keeps_the_other_reading():
    mention = one("The talks are next Friday.")
    assert mention.value == "2021-04-16"
    assert [span.edtf for span in mention.alternatives] == ["2021-04-23"]


@pytest.mark.parametrize("text", ["“Today we act,” he said.", 'He said: "Today we act."'])
def test_today_in_a_quotation_says_that_it_is_the_speakers(text):
    assert "quotation" in one(text).working.note


@pytest.mark.parametrize(
    "text",
    [
        "He said today that “we act”.",
        '"We act," he said today.',
        "“We act,” he said. Today we did.",
    ],
)
def test_today_outside_a_quotation_is_plain(text):
    assert one(text).working.note == ""


def test_the_part_of_a_day_is_kept_in_the_working():
    mention = one("Police said Thursday night that the road was open.")
    assert (mention.type, mention.value, mention.text) == ("DATE", "2021-04-15", "Thursday night")
    assert mention.working.note == "Only the night of that day is meant."


def test_the_day_within_a_time_can_be_had_as_a_date_of_its_own():
    text = "It left at 5:40 PM ET on Tuesday and landed on Wednesday."
    found = find_dates_and_days(text, Anchor(THURSDAY))
    assert [(m.text, m.type, m.value) for m in found] == [
        ("5:40 PM ET on Tuesday", "TIME", "2021-04-13T17:40"),
        ("Tuesday", "DATE", "2021-04-13"),
        ("Wednesday", "DATE", "2021-04-14"),
    ]


def test_a_run_of_figures_is_read_in_little_memory():
    tracemalloc.start()
    read("1-1-" * 250_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000


def test_an_open_span_names_its_one_end():
    since = one("The road has been shut since January.").span
    assert since and (since.starts_on, since.ends_on) == (date(2021, 1, 1), None)


def test_figures_with_two_readings_keep_both():
    mention = one("Signed on 4/5/2021.")
    assert mention.span and mention.span.edtf == "2021-04-05"
    assert [span.edtf for span in mention.alternatives] == ["2021-05-04"]
    assert "2021-05-04" in mention.working.note


def test_the_outlet_settles_figures_with_two_readings():
    (mention,) = read("Signed on 4/5/2021.", day_first=True)
    assert mention.value == "2021-05-04" and not mention.alternatives


def test_a_winter_ends_in_the_next_year():
    span = one("in the winter of 2018").span
    assert span and (span.starts_on, span.ends_on) == (date(2018, 12, 1), date(2019, 2, 28))


def test_what_is_written_as_a_month_stays_a_month():
    span = one("in early March").span
    assert span and (span.edtf, span.precision, span.approximate) == ("2021-03~", "month", True)
    assert (span.starts_on, span.ends_on) == (date(2021, 3, 1), date(2021, 3, 10))


@pytest.mark.parametrize("published", [date.min, date(1, 5, 1), date.max, date(2020, 2, 29)])
def test_the_ends_of_the_calendar_raise_nothing(published):
    for rule in rules():
        read(
            f"{rule.example}. It will rain on {rule.example}, ten centuries ago, next week.",
            published,
        )
    read("It fell from March to May last year, and in the third quarter, this decade.", published)
    read("It rose in the third quarter. A year earlier it had fallen.", published)


@pytest.mark.parametrize(
    "words", ["early this weekend", "late this week", "mid-week", "late this year"]
)
def test_a_part_of_a_short_span_at_the_ends_of_the_calendar_has_days(words):
    for published in (date.min, date(1, 1, 8), THURSDAY, date.max):
        assert all(m.span is None or m.span.starts_on for m in read(words, published))


@pytest.mark.untraced
def test_any_words_in_any_order_raise_nothing():
    pieces = [
        *FORMS,
        *(rule.example for rule in rules() for _ in range(4)),
        "1998",
        "31",
        "9/11",
        "4/5/21",
        "3-5",
        "5:40",
        "p.m.",
        ".",
        ",",
        "\n\n",
        "'s",
        "²",
        "٣",
        "\x00",
    ]
    chance = random.Random(3)  # noqa: S311 - the same texts each time
    for _ in range(600):
        text = " ".join(chance.choices(pieces, k=30))
        for mention in read(text, chance.choice([None, date.min, THURSDAY, date.max])):
            assert text[mention.start : mention.end] == mention.text


@pytest.mark.untraced
@pytest.mark.parametrize(
    "piece",
    ["May ", "1/2/", "the the ", "the end of ", "since about late ", "Jan. 3, ", "2021-04-", "\n \n", "- ", "'",
     "1998-", "a few ", "Thursday ", "12:", "a.m. ", "by May ", "from May to "],
)  # fmt: skip
def test_time_is_linear_in_the_text(piece):
    """Eight times the text takes about eight times as long: far from the square, 64 times."""
    short, long = (piece * (size // len(piece)) for size in (1_500, 12_000))
    most = 24 * max(min(cpu_of(short) for _ in range(3)), 0.002)
    assert any(cpu_of(long) < most for _ in range(3))


def cpu_of(text: str) -> float:
    """Seconds of CPU for one reading."""
    began = time.process_time()
    read(text)
    return time.process_time() - began


@pytest.mark.parametrize(
    ("first", "last", "precision", "mistake"),
    [
        (None, None, "day", "neither a first nor a last day"),
        (THURSDAY, date(2021, 4, 14), "day", "ends before it starts"),
        (THURSDAY, THURSDAY, "moment", "precision 'moment' is none of"),
    ],
)
def test_a_span_that_makes_no_sense_is_refused(first, last, precision, mistake):
    with pytest.raises(ValueError, match=mistake):
        Span("2021-04-15", first, last, precision)


def test_may_over_and_over_is_no_date():
    assert read("May " * 5000) == []
