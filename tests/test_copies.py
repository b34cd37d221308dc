"""Which articles are one text: reprints, shortened and touched up; and which only seem so."""

from __future__ import annotations

import os
import random
import subprocess
import sys

from timeline.linking.copies import independent_texts, runs_of, texts_of

AGENCY = (
    "The government said on Monday that the bridge would be closed for repairs until the end of the year "
    "and that drivers would have to use the tunnel instead, which the mayor called a disaster for the town. "
    "Engineers had found cracks in two of the seven pillars during an inspection in spring, and a second survey "
    "showed that they had grown by several millimetres within weeks. Shopkeepers on the northern bank fear for "
    "their trade, since most of their customers cross the river every day and the ferry runs only twice an hour."
)
OWN = (
    "Repairs will keep the bridge shut until December, ministers announced. For Rosa Keel, who has sold bread on "
    "the northern bank for thirty years, it is the end: nobody will come by ferry for a loaf, she says. The cracks "
    "were found in spring. Since then they have become longer, according to the second of two surveys."
)


def texts(*written: str) -> int:
    return independent_texts({str(number): runs_of(text) for number, text in enumerate(written)})


def changed(text: str, *places: int) -> str:
    words = text.split()
    for place in places:
        words[place] = "quite"
    return " ".join(words)


def test_a_reprint_with_another_headline_is_one_text():
    assert texts(AGENCY, f"Town split in two\n\n{AGENCY}") == 1


def test_a_third_of_an_agency_text_is_that_text():
    assert texts(AGENCY, AGENCY[: len(AGENCY) // 3]) == 1


def test_three_changed_words_make_no_other_text():
    assert texts(AGENCY, changed(AGENCY, 9, 40, 70)) == 1


def test_a_short_text_with_three_changed_words_is_a_copy_still():
    short = AGENCY[:300]
    assert texts(short, changed(short, 5, 20, 35)) == 1


def test_an_agency_text_within_a_longer_one_is_no_text_of_its_own():
    assert texts(AGENCY, f"{OWN}\n\n{AGENCY}") == 1


def test_two_reports_are_two_texts():
    assert texts(AGENCY, OWN) == 2


def test_one_paragraph_in_common_makes_no_copy():
    first = AGENCY.split(". ")[2]
    assert texts(AGENCY, f"{OWN} {first}.") == 2


def test_a_copy_of_a_copy_is_of_the_same_text():
    half = AGENCY[: len(AGENCY) // 2]
    runs = {
        "a": runs_of(AGENCY),
        "b": runs_of(half),
        "c": runs_of(f"{half} {OWN}"),
        "d": runs_of("Rain."),
    }
    assert texts_of(runs) == [["a", "b", "c"], ["d"]]


def test_one_speaker_quoted_by_two_makes_no_copy():
    said = (
        "We shall close the bridge for repairs until the end of the year and nobody will be pleased"
    )
    for opening, closing in ("“”", '""', "«»", "„“"):
        words = f"{opening}{said},{closing} he said"
        assert (
            texts(
                f"The mayor told reporters so. {words} in the hall.",
                f"At noon he spoke out. {words} again.",
            )
            == 2
        )


def test_a_quotation_mark_that_is_never_closed_hides_one_paragraph_at_most():
    assert texts(f'"Never, he said.\n{AGENCY}', AGENCY) == 1


def test_nothing_written_is_no_text_of_its_own():
    assert texts("", "A short one.", "") == 3


def long_text(seed: int, words: int) -> str:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    return " ".join(f"w{chance.randrange(5000)}" for _ in range(words))


def test_a_long_text_is_known_by_a_sample():
    book = long_text(1, 20_000)
    assert len(runs_of(book).numbers) <= 1024
    assert texts(book, changed(book, 10, 2000, 7000), long_text(2, 20_000)) == 2
    assert texts(book, " ".join(book.split()[:6000])) == 1


def test_runs_are_the_same_in_every_process():
    code = "from timeline.linking.copies import runs_of; print(sorted(runs_of('one two three four five six').numbers))"
    printed = {
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
