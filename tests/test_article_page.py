"""The article as published, with what was read in it; and the text cut into segments."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest

from articles.passages import Mark, segments
from articles.reading import back_address, original_address
from tests.plain_static import plain_static  # noqa: F401 used by every test here

TEXT = "By A. Writer\n\nOn Thursday the café <closed>. It said so.\n\nThe owner left in 2014."


@pytest.fixture
def article(make_article):
    return make_article(TEXT, outlet="The Herald", published_on=date(2021, 4, 15))


@pytest.fixture
def closed(make_event, article):
    return make_event(
        date(2021, 4, 15),
        quote="On Thursday the café <closed>.",
        article=article,
        mention_start=17,
        mention_end=25,
        working={
            "words": "Thursday",
            "rule": "same-day weekday",
            "anchor": {"day": "2021-04-15", "basis": "stated", "words": ""},
        },
    )


def shown(page):
    """The article's text as a reader would copy it: without tags and notes."""
    paragraphs = re.findall(r"<p>(.*?)</p>\s*</div>", page, flags=re.DOTALL)
    bare = [re.sub(r'<span class="note".*?</span>', "", paragraph) for paragraph in paragraphs]
    return [html.unescape(re.sub(r"<[^>]+>", "", paragraph)) for paragraph in bare]


def test_every_paragraph_is_shown_as_published(client, article, closed):
    page = client.get(f"/articles/{article.pk}/?event={closed.public_id}").content.decode()
    assert shown(page) == TEXT.split("\n\n")


def test_the_quote_is_highlighted(client, article, closed):
    page = client.get(f"/articles/{article.pk}/?event={closed.public_id}").content.decode()
    marked = re.findall(r'<mark class="quoted">(.*?)</mark>', page)
    assert html.unescape("".join(marked)) == closed.quote


def test_nothing_is_highlighted_for_an_event_of_another_article(
    client, article, closed, make_event
):
    other = make_event(quote="Elsewhere.")
    page = client.get(f"/articles/{article.pk}/?event={other.public_id}").content.decode()
    assert "quoted" not in re.findall(r'<mark class="(\w+)"', page)


def test_a_date_in_the_text_says_what_it_was_read_as(client, article, closed):
    page = " ".join(client.get(f"/articles/{article.pk}/").content.decode().split())
    assert f'tabindex="0" aria-describedby="n-{closed.public_id}"' in page
    assert "<b>15 April 2021, Thursday</b> Article written Thursday 15 April 2021." in page


def test_paragraphs_are_numbered_and_addressed(client, article, closed):
    page = client.get(f"/articles/{article.pk}/").content.decode()
    assert all(f'id="p{number}"' in page for number in (1, 2, 3))
    assert 'id="p2" data-quoted' in page


def test_furniture_is_shown_as_such(client, make_article):
    article = make_article("Advert\n\nSome news.", furniture=[[0, 6, "advertisement"]])
    page = client.get(f"/articles/{article.pk}/").content.decode()
    assert '<span class="furniture">Advert</span>' in page


def test_the_way_back_keeps_the_filters_and_opens_the_event(client, article, closed):
    url = f"/articles/{article.pk}/?event={closed.public_id}&back=actor%3DA%26at%3D2021"
    page = html.unescape(client.get(url).content.decode())
    assert f'href="/?actor=A&at=2021&open={closed.public_id}#e-{closed.public_id}"' in page


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "\0", "a=b#//x"]
)
def test_the_way_back_never_leaves_the_site(back):
    assert re.match(r"/(\?[\w%=&+.-]*)?$", back_address(back, ""))


def test_the_articles_events_are_listed_beside_it(client, article, closed):
    page = html.unescape(client.get(f"/articles/{article.pk}/").content.decode())
    assert f'href="/?open={closed.public_id}#e-{closed.public_id}"' in page


def test_the_other_quotes_of_the_event_are_a_step_away(
    client, article, closed, make_article, make_event
):
    second = make_article("The café was closed.", outlet="The Post", published_on=date(2021, 4, 16))
    other = make_event(date(2021, 4, 15), quote=second.text, article=second, lead=closed)
    page = " ".join(
        client.get(f"/articles/{article.pk}/?event={closed.public_id}").content.decode().split()
    )
    assert "Next quote: The Post, paragraph 1" in page and f"event={other.public_id}" in page


def test_an_original_is_linked_with_the_words_to_scroll_to(make_article):
    article = make_article("Some news.", url="https://example.org/a-b#top")
    assert original_address(article, "well-known, words") == (
        "https://example.org/a-b#:~:text=well%2Dknown%2C%20words"
    )


def test_a_long_quote_is_linked_by_its_ends(make_article):
    article = make_article("Some news.", url="https://example.org/")
    words = " ".join(f"w{number}" for number in range(20))
    assert original_address(article, words).endswith(
        "text=w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19"
    )


def test_an_address_that_is_no_web_page_is_not_linked(client, make_article):
    article = make_article("Some news.", url="javascript:alert(1)")
    assert "javascript:" not in client.get(f"/articles/{article.pk}/").content.decode()


def test_articles_are_listed_with_their_quotes(client, article, closed):
    page = client.get("/articles/").content.decode()
    assert "The Herald" in page and "1 quote" in page


@pytest.mark.parametrize("page", ["2", "0", "x", "99", ""])
def test_many_articles_are_listed_in_pages(client, make_article, monkeypatch, page):
    monkeypatch.setattr("articles.views.ON_A_PAGE", 2)
    for number in range(3):
        make_article(f"News {number}.")
    shown = client.get(f"/articles/?page={page}").content.decode()
    assert shown.count('class="articles__one"') == (1 if page in {"2", "99", "0"} else 2)


def test_an_inferred_publication_date_is_called_inferred(client, make_article):
    article = make_article("Some news.", published_on=date(2021, 4, 15), published_basis="inferred")
    assert "date inferred" in client.get(f"/articles/{article.pk}/").content.decode()


def test_an_unknown_article_is_not_found(client, db):
    assert client.get("/articles/99/").status_code == 404


def test_an_article_page_takes_a_fixed_number_of_queries(
    client, article, closed, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        client.get(f"/articles/{article.pk}/?event={closed.public_id}")


# Segments

OVERLAPS = [
    [],
    [(0, 5)],
    [(0, 16)],
    [(2, 5), (4, 9)],
    [(0, 9), (2, 5)],
    [(3, 3)],
    [(5, 2)],
    [(-4, 3), (12, 99)],
    [(0, 16), (0, 16), (1, 2)],
]


@pytest.mark.parametrize("places", OVERLAPS, ids=str)
def test_segments_joined_are_the_text_itself(places):
    marks = [Mark(start, end, kind) for kind, (start, end) in zip("abc", places, strict=False)]
    assert (
        "".join(piece.text for piece in segments("naïve 🙂 text ok.", marks)) == "naïve 🙂 text ok."
    )


def test_segments_of_a_slice_are_the_slice():
    pieces = segments("0123456789", [Mark(0, 4, "a")], 2, 6)
    assert [(piece.text, sorted(piece.marks)) for piece in pieces] == [("23", ["a"]), ("45", [])]


def test_overlapping_marks_share_a_segment():
    pieces = segments("abcdef", [Mark(0, 4, "x"), Mark(2, 6, "y")])
    assert [(piece.text, sorted(piece.marks)) for piece in pieces] == [
        ("ab", ["x"]),
        ("cd", ["x", "y"]),
        ("ef", ["y"]),
    ]


def test_a_mark_opens_and_closes_where_it_does():
    first, second = segments("abcd", [Mark(0, 4, "x"), Mark(2, 4, "y")])
    assert (first.opens, first.closes) == ({"x"}, set())
    assert (second.opens, second.closes) == ({"y"}, {"x", "y"})


def test_a_date_that_no_event_rests_on_says_what_it_was_read_as(client, make_article):
    article = make_article(
        "The law of 3 May 2019 is known. It took two years.", published_on=date(2021, 4, 15)
    )
    page = client.get(f"/articles/{article.pk}/").content.decode()
    assert '<span class="phrase">3 May 2019</span>' in page
    assert re.search(r"role=.tooltip.[^>]*><b>[^<]*3 May 2019", page), page[
        page.index("3 May 2019") :
    ][:500]
    assert '<span class="phrase">two years' not in page
