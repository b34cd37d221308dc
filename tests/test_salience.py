"""What matters in a corpus: days that articles come back to, told by what most accounts say."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline import build, mentions, search
from timeline.linking.attention import DayMention, attention
from timeline.linking.centrality import lead_among, shares_of
from timeline.linking.salience import MOST_MAIN, Weighed, main_events, weigh
from timeline.linking.shapes import LinkAccount
from timeline.main_events import weightiest_dated
from timeline.models import Event

DAY = date(2021, 3, 2)
VOTE = "Parliament voted to close the old coal mine near the border"
VOTE_TOO = "Members of parliament voted to close the coal mine"
PARADE = "A brass band played in the market square for the mayor"


def account(key: str, quote: str = VOTE, day: date | None = DAY, **fields) -> LinkAccount:
    fields.setdefault("ends_on", day)
    fields.setdefault("article", f"article {key}")
    fields.setdefault("mention", "on Tuesday")
    fields.setdefault("published_on", DAY)
    fields.setdefault("headline", quote)
    return LinkAccount(id=key, quote=quote, starts_on=day, **fields)


def event(*accounts: LinkAccount, texts: int = 1) -> Weighed:
    return Weighed(accounts, texts)


def saliences(*events: Weighed, **spoken_of: float) -> dict[str, float]:
    """By lead; `spoken_of` gives the attention of DAY as `day`."""
    weighed = weigh(events, {DAY: spoken_of.get("day", 0.0)})
    return {one.lead.id: one.salience for one in weighed}


def spoken(article: str, *, later: int = 0, words: int | None = None, said: bool = True):
    published_on = DAY + timedelta(days=later)
    words = hash(article) if words is None else words
    return DayMention(DAY, article, published_on, words, said)


# Attention


def test_a_day_that_is_named_long_afterwards_is_spoken_of_more():
    on_the_day, a_month_later = spoken("a"), spoken("a", later=30)
    assert attention([a_month_later])[DAY] > 4 * attention([on_the_day])[DAY]


def test_what_is_still_to_come_and_what_no_words_date_count_half():
    assert attention([spoken("a", later=-3)]) == {DAY: 0.5}
    assert attention([spoken("a", said=False)]) == {DAY: 0.5}


def test_an_article_counts_once_a_day_and_by_its_strongest_mention():
    assert attention([spoken("a", words=1), spoken("a", words=2, said=False)]) == {DAY: 1}


def test_words_that_were_copied_count_once_for_the_article_that_had_them_first():
    printed_again = [spoken("a", words=7), spoken("b", words=7, later=30)]
    assert attention(printed_again) == {DAY: 1}
    assert attention(printed_again[::-1]) == {DAY: 1}


def test_an_article_of_unknown_date_counts_as_one_of_the_day():
    assert attention([DayMention(DAY, "a", None, 1)]) == {DAY: 1}


def test_a_year_later_is_no_more_than_a_month_later():
    assert attention([spoken("a", later=365)]) == attention([spoken("a", later=30)])


# Salience


def test_the_news_that_four_tell_matters_more_than_what_one_mentions_in_passing():
    told = [account(key, f"{VOTE}, {key * 4} said") for key in "abcd"]
    passing = account("p", PARADE, DAY - timedelta(days=200))
    found = saliences(event(*told, texts=4), event(passing), day=4)
    assert found["p"] == min(found.values())


def test_an_event_of_a_day_much_spoken_of_matters_more():
    later = account("b", PARADE, DAY + timedelta(days=1))
    found = saliences(event(account("a")), event(later), day=12)
    assert found["a"] > 5 * found["b"]


def test_of_one_day_what_most_accounts_say_comes_first():
    found = saliences(event(account("a"), account("b", VOTE_TOO)), event(account("c", PARADE)))
    assert max(found, key=found.__getitem__) in {"a", "b"}


def test_what_was_said_already_gives_way_to_what_is_new():
    again = event(account("b", VOTE.replace("border", "river")))
    parade = event(account("c", PARADE), account("d", PARADE.replace("mayor", "king")))
    found = saliences(event(account("a")), again, parade)
    first, second, third = sorted(found, key=found.__getitem__, reverse=True)
    assert second in {"c", "d"}
    assert found[second] <= found[first] / 4 and found[third] <= found[first] / 9


def test_more_independent_texts_matter_more():
    assert saliences(event(account("a"), texts=3))["a"] > saliences(event(account("a")))["a"]


@pytest.mark.parametrize(
    "weaker",
    [
        {"planned": True},
        {"mention": ""},
        {"paragraph": 9},
        {"ends_on": DAY + timedelta(days=30)},
        {"day": None},
        {"approximate": True, "ends_on": DAY + timedelta(days=9)},
    ],
)
def test_a_plan_a_date_that_is_inferred_or_wide_and_a_low_place_matter_less(weaker):
    plain, weak = saliences(event(account("a"))), saliences(event(account("a", **weaker)))
    assert 0 < weak["a"] < plain["a"]


def test_a_longer_span_is_spoken_of_by_its_own_accounts_alone():
    month = event(account("a", ends_on=DAY + timedelta(days=30)))
    assert saliences(month, day=500) == saliences(month)


def test_the_lead_is_the_most_exact_then_the_readable_then_what_others_say():
    vague = account("a", ends_on=DAY + timedelta(days=30))
    long, apart = account("b", headline=VOTE * 3), account("c", PARADE)
    told, told_too = account("d"), account("e", VOTE_TOO)
    everything = [vague, long, apart, told, told_too]
    assert lead_among(everything, shares_of(everything)) in {told, told_too}
    assert lead_among([vague, long], shares_of(everything)) == long
    [weighed] = weigh([event(*everything)], {})
    assert weighed.lead in {told, told_too} and set(weighed.accounts) == set(everything)


def test_copied_accounts_do_not_outvote_the_others():
    copies = [account(str(number)) for number in range(9)]
    shares = shares_of([*copies, account("b", PARADE)])
    assert shares["parlia"] == shares["brass"] > 0


def test_the_order_of_events_and_accounts_does_not_show():
    quotes = [VOTE, VOTE_TOO, PARADE, f"{PARADE} again", "Rain fell"]
    events = [event(account(f"{n}a", quote), account(f"{n}b")) for n, quote in enumerate(quotes)]
    expected = saliences(*events, day=3)
    for seed in range(5):
        shuffled = random.Random(seed).sample(events, len(events))  # noqa: S311
        turned = [Weighed(one.accounts[::-1], one.texts) for one in shuffled]
        assert saliences(*turned, day=3) == expected


def test_another_day_changes_nothing():
    other = event(account("z", VOTE_TOO, DAY + timedelta(days=1)))
    assert saliences(event(account("a")), other)["a"] == saliences(event(account("a")))["a"]


# Main events


@dataclass
class Row:
    public_id: str
    edtf: str


def test_main_events_are_a_quarter_at_most_two_of_a_date():
    rows = [Row(str(number), "2021-03-02" if number < 5 else str(number)) for number in range(16)]
    assert main_events(rows, events=16) == {"0", "1", "5", "6"}


def test_a_long_timeline_has_no_more_main_events_than_can_be_read():
    rows = [Row(str(number), str(number)) for number in range(900)]
    assert len(main_events(rows, events=900)) == MOST_MAIN


@pytest.mark.sqlite
@pytest.mark.django_db
def test_the_weightiest_events_are_found_without_sorting_all():
    plan = weightiest_dated()[:9].explain()
    assert "event_by_weight" in plan and "TEMP B-TREE" not in plan


# From articles


@pytest.fixture
def two_days(make_article, nlp):
    """The strike is told once and come back to twice; the fair is told once."""
    make_article("The dockers went on strike on 2 March 2021.", published_on=DAY)
    make_article("A book fair opened on 3 March 2021.", published_on=date(2021, 3, 3))
    for number in (20, 25):
        make_article(
            f"Nothing has moved since 2 March 2021. Ship number {number} waits.",
            published_on=date(2021, 3, number),
        )
    build.build_new()


def test_a_day_that_later_articles_only_name_matters_more(two_days):
    strike = Event.objects.leads().get(quote__contains="strike")
    fair = Event.objects.leads().get(quote__contains="fair")
    assert strike.salience > 3 * fair.salience


def test_a_deleted_article_speaks_of_no_day_any_more(two_days):
    before = Event.objects.leads().get(quote__contains="strike").salience
    for article in build.Article.objects.filter(text__contains="Nothing has moved"):
        build.delete_article(article)
    assert Event.objects.leads().get(quote__contains="strike").salience < before
    assert {one.article for one in mentions.of_days([DAY])} == {
        build.Article.objects.get(text__contains="strike").text_hash
    }


def test_salience_is_the_same_after_a_rebuild(two_days):
    before = dict(Event.objects.values_list("public_id", "salience"))
    build.rebuild_all()
    assert dict(Event.objects.values_list("public_id", "salience")) == before


def test_the_page_can_be_narrowed_to_main_events(client, two_days):
    match = search.expression(facets=[search.Facet("main", "main")])
    [main] = Event.objects.matching(match)
    assert "strike" in main.quote
    page = client.get("/", {"main": "1"}).content.decode()
    assert "strike" in page and "book fair" not in page
    assert "is no choice here" in client.get("/", {"main": "yes"}).content.decode()
