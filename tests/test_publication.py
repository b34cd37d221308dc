"""Articles without a date: what dated ones give away, and nothing where that is weak."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from articles.models import Article
from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline import build
from timeline.linking.agreement import witness
from timeline.linking.nearest import InMemory, nearest
from timeline.linking.nearest import known as known_by
from timeline.linking.publication import Inference, infer
from timeline.linking.telling import NewsText, latest_known, tellings
from timeline.models import Event
from timeline.publication_dates import infer_publication_dates

WEDNESDAY, THURSDAY = date(2022, 9, 14), date(2022, 9, 15)

UNDATED = (
    "Regulators in Norvik on Thursday fined the shipping company Halvorsen Marine 40 million "
    "crowns over the oil spill in the Brenna fjord.\n\n"
    "The fine is the largest that the Norvik Harbour Authority has ever imposed, its director "
    "Ingrid Solheim said on Thursday.\n\n"
    "Halvorsen Marine said it would appeal to the maritime tribunal."
)
AGENCY = (
    "The Norvik Harbour Authority on Thursday fined Halvorsen Marine 40 million crowns over an "
    "oil spill that blackened the Brenna fjord.\n\n"
    "Director Ingrid Solheim said on Thursday that the shipping company had ignored warnings."
)
LOOKING_BACK = (
    "Fishermen of the Brenna fjord welcomed a record fine on Friday.\n\n"
    "The Norvik Harbour Authority on September 15 fined Halvorsen Marine 40 million crowns "
    "over the oil spill in the fjord."
)
ELSEWHERE = (
    "A court in Quillon on Wednesday acquitted three bankers of the Porta savings bank.\n\n"
    "The judge said the prosecution had failed to show any fraud."
)


def inferred(text: str, *dated: tuple[str, date], outlet: str = "") -> Inference | None:
    undated = NewsText("undated", text, outlet=outlet)
    others = [
        NewsText(f"dated {number}", words, day, outlet) for number, (words, day) in enumerate(dated)
    ]
    known = InMemory.of(others)
    witnesses = {article.key: witness(article) for article in others}
    near = [witnesses[key] for key in nearest(known_by(undated), known)]
    house = [witnesses[key] for key in known.house(outlet)]
    return infer(undated, near, house, known.rarity(()))


def test_its_thursday_is_the_one_that_dated_articles_tell_the_same_of():
    found = inferred(
        UNDATED, (AGENCY, THURSDAY), (LOOKING_BACK, date(2022, 9, 16)), (ELSEWHERE, WEDNESDAY)
    )
    assert found is not None and found.day == THURSDAY
    assert {one.article for one in found.evidence} == {"dated 0", "dated 1"}
    assert {one.day for one in found.evidence} == {THURSDAY}
    assert found.evidence[0].words == "Thursday"


def test_one_article_of_the_same_day_is_enough_where_it_tells_the_same():
    found = inferred(UNDATED, (AGENCY, THURSDAY))
    assert found is not None and found.day == THURSDAY


def test_an_article_that_names_no_weekday_needs_two_that_tell_its_news():
    text = UNDATED.replace(" on Thursday", "")
    assert inferred(text, (AGENCY, THURSDAY)) is None
    found = inferred(text, (AGENCY, THURSDAY), (LOOKING_BACK, date(2022, 9, 16)))
    assert found is not None and found.day == THURSDAY
    assert all(one.words == "" for one in found.evidence)


@pytest.mark.parametrize(
    "dated",
    [
        pytest.param([], id="nothing is dated"),
        pytest.param([(ELSEWHERE, WEDNESDAY)], id="other news"),
        pytest.param([(LOOKING_BACK, date(2022, 9, 16))], id="none of that day"),
        pytest.param([(AGENCY.replace("Thursday", "Tuesday"), THURSDAY)], id="another weekday"),
        pytest.param(
            [(AGENCY, THURSDAY), (AGENCY.replace("spill", "leak"), date(2022, 3, 17))],
            id="two Thursdays alike",
        ),
    ],
)
def test_a_day_that_the_evidence_leaves_in_doubt_stays_unknown(dated):
    assert inferred(UNDATED, *dated) is None


def test_the_habit_of_its_outlet_counts():
    """An outlet that sums up the week on Sundays writes "on Thursday" three days later."""
    weekly = [
        (
            f"The council of Eastmere on Thursday approved budget number {number} for its "
            f"schools.\n\nTeachers had asked for more.",
            date(2022, 6, 5 + 7 * number),
        )
        for number in range(3)
    ] + [
        (
            f"Farmers in Westmere on Thursday sold tractor number {number} at the fair.",
            date(2022, 7, 3 + 7 * number),
        )
        for number in range(4)
    ]
    assert inferred(UNDATED, (AGENCY, THURSDAY), *weekly, outlet="Weekly") is None


def test_where_news_is_told_the_day_after_nothing_is_inferred_from_news_alone():
    text = UNDATED.replace(" on Thursday", "")
    late = [(AGENCY, date(2022, 9, 16)), (LOOKING_BACK, date(2022, 9, 16))]
    assert inferred(text, *late) is None


def test_it_was_not_written_before_the_latest_day_that_it_tells_of():
    later = UNDATED + "\n\nThe company paid the fine on 19 September 2022, its books showed."
    assert latest_known(NewsText("later", later)) == date(2022, 9, 19)
    assert inferred(later, (AGENCY, THURSDAY)) is None


def test_a_day_that_lies_ahead_is_no_day_that_it_knows():
    text = "The tribunal will hear the appeal, which was filed late, on 3 October 2022."
    assert latest_known(NewsText("ahead", text)) is None


def test_a_sentence_tells_of_the_one_day_that_its_words_mean():
    told = tellings(NewsText("one", UNDATED), THURSDAY)
    assert [(one.day, one.by) for one in told] == [
        (THURSDAY, "weekday"),
        (THURSDAY, "weekday"),
        (THURSDAY, "news"),
    ]


def test_a_witness_without_a_date_is_refused():
    with pytest.raises(ValueError, match="'undated' has no date"):
        witness(NewsText("undated", UNDATED))


@pytest.mark.untraced
@pytest.mark.parametrize(
    "text",
    ["", "a" * 50_000, "on Thursday " * 5_000, "x. " * 9_000, "\ud800 on Thursday", "." * 99_999],
)
def test_no_text_makes_it_fail(text):
    assert inferred(text, (AGENCY, THURSDAY), (text, THURSDAY)) is None


# In the database


def by_text(text: str) -> Article:
    return Article.objects.get(text_hash=Article.hash_of(text))


def test_both_undated_seeds_are_of_15_april_2021_by_inference(seeded):
    found = Article.objects.filter(published_basis="inferred").order_by("file_name")
    assert [(one.file_name[:3], one.published_on) for one in found] == [
        ("001", date(2021, 4, 15)),
        ("004", date(2021, 4, 15)),
    ]
    assert all(one.published_evidence for one in found)
    assert not Event.objects.undated().exists()
    anchors = [event.working["anchor"] for event in Event.objects.of(found[1])]
    assert all(anchor["inferred"] for anchor in anchors if anchor)


def test_what_rests_on_an_inferred_date_is_marked_so(make_article, nlp):
    make_article(AGENCY, published_on=THURSDAY, outlet="Fjord News")
    article = make_article(UNDATED)
    build.build_new()
    event = Event.objects.of(article).first()
    assert event.starts_on == THURSDAY
    assert event.working["anchor"]["basis"] == "inferred"
    assert "Fjord News of 15 September 2022" in event.working["anchor"]["words"]


def test_an_inferred_date_is_never_evidence(make_article, nlp):
    make_article(AGENCY, published_on=THURSDAY)
    make_article(UNDATED)
    build.build_new()
    echo = UNDATED.replace("the shipping company ", "").replace("crowns", "kroner")
    Article.objects.filter(text_hash=Article.hash_of(AGENCY)).update(
        published_on=None, published_basis="unknown"
    )
    make_article(echo)
    build.build_new()
    assert not Article.objects.exclude(published_basis="unknown").exists()


@pytest.mark.parametrize("basis", ["stated", "metadata", "person"])
def test_a_date_of_its_own_is_never_overruled(make_article, nlp, basis):
    make_article(AGENCY, published_on=THURSDAY)
    make_article(UNDATED, published_on=date(2022, 9, 22), published_basis=basis)
    build.rebuild_all()
    article = by_text(UNDATED)
    assert (article.published_on, article.published_basis) == (date(2022, 9, 22), basis)


def test_better_evidence_changes_the_inference_and_what_rests_on_it(make_article, nlp):
    article = make_article(UNDATED)
    build.build_new()
    assert Event.objects.of(article).undated().exists()
    make_article(AGENCY, published_on=THURSDAY)
    build.build_new()
    assert by_text(UNDATED).published_on == THURSDAY
    assert not Event.objects.of(article).undated().exists()
    make_article(AGENCY.replace("spill", "leak"), published_on=date(2022, 3, 17))
    build.build_new()
    assert by_text(UNDATED).published_basis == "unknown"
    assert by_text(UNDATED).published_evidence == []
    assert Event.objects.of(article).undated().exists()


def test_without_its_evidence_the_date_is_unknown_again(make_article, nlp):
    dated = make_article(AGENCY, published_on=THURSDAY)
    make_article(UNDATED)
    build.build_new()
    build.delete_article(dated)
    assert by_text(UNDATED).published_on is None
    assert not Event.objects.dated().exists()


@pytest.mark.untraced
def test_the_order_of_import_makes_no_difference(make_article, nlp):
    texts = [
        (AGENCY, THURSDAY),
        (LOOKING_BACK, date(2022, 9, 16)),
        (UNDATED, None),
        (ELSEWHERE, WEDNESDAY),
    ]
    results = set()
    for first in range(1, 4):
        Event.objects.all().delete()
        Article.objects.all().delete()
        texts = texts[first:] + texts[:first]
        for text, day in texts:
            make_article(text, published_on=day, outlet="Fjord News" if day else "")
            build.build_new()
        article = by_text(UNDATED)
        results.add((article.published_on, article.published_from))
    assert len(results) == 1 and results.pop()[0] == THURSDAY


def test_inferring_again_changes_nothing(make_article, nlp):
    make_article(AGENCY, published_on=THURSDAY)
    make_article(UNDATED)
    build.build_new()
    assert infer_publication_dates() == 0
    assert not Article.objects.waiting().exists()


def test_the_article_page_leads_to_the_evidence(client, make_article, nlp):
    dated = make_article(AGENCY, published_on=THURSDAY, outlet="Fjord News")
    article = make_article(UNDATED)
    build.build_new()
    page = client.get(f"/articles/{article.pk}/").content.decode()
    assert "inferred from other articles: “Thursday” is told of 15 September 2022" in page
    assert f'<a href="/articles/{dated.pk}/#p1">Fjord News, 15 Sep 2022, paragraph 1</a>' in page
    assert "date inferred: 15 Sep 2022" in client.get("/articles/").content.decode()


def test_an_opened_event_says_why_its_article_is_taken_to_be_of_that_day(
    client, make_article: Callable[..., Any], nlp
):
    make_article(AGENCY, published_on=THURSDAY, outlet="Fjord News")
    article = make_article(UNDATED)
    build.build_new()
    event = Event.objects.of(article).first()
    page = client.get(f"/events/{event.event_id}/").content.decode()
    assert "date inferred from other articles" in page
