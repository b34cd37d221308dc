"""What a hostile article, address or page could do, and does not."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client

from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline.static_files import shorter_css

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7 }}{% now 'Y' %}&lt;b&gt;"
PAGES = [
    "/",
    "/?q=script",
    "/?actor=Nobody",
    "/events/{event}/",
    "/?open={event}",
    "/articles/",
    "/print/",
    "/articles/{article}/?event={event}",
    "/nope/",
]


@pytest.fixture
def hostile(make_article, make_event):
    article = make_article(
        f"On Monday {HOSTILE} happened.",
        title=HOSTILE,
        outlet=HOSTILE,
        byline=HOSTILE,
        file_name=HOSTILE,
        url="javascript:alert(3)",
        published_on=date(2021, 4, 15),
        published_from=HOSTILE,
    )
    figure = {
        "text": HOSTILE,
        "value": 1,
        "bound": "",
        "counts": HOSTILE,
        "kind": "count",
        "start": 0,
        "end": 5,
    }
    lead = make_event(
        date(2021, 4, 12),
        quote=article.text,
        article=article,
        mention_start=3,
        mention_end=9,
        actors=[HOSTILE],
        figures=[figure],
        working={
            "words": HOSTILE,
            "rule": HOSTILE,
            "note": HOSTILE,
            "anchor": {"day": HOSTILE, "basis": HOSTILE},
        },
        sources=2,
    )
    other = make_article(f"{HOSTILE} again.")
    make_event(
        date(2021, 4, 12),
        quote=other.text,
        article=other,
        lead=lead,
        figures=[{**figure, "value": 2}],
    )
    return {"event": lead.public_id, "article": article.pk}


class Reader(HTMLParser):
    """Notes what no page of ours may hold."""

    def __init__(self):
        super().__init__()
        self.wrong = []
        self.inline = False

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.inline = tag in {"script", "style"} and "src" not in given
        self.wrong += [tag] if self.inline or tag == "img" else []
        self.wrong += [
            name for name in given if name.startswith("on") or name in {"style", "hx-on"}
        ]
        self.wrong += [
            value
            for name, value in given.items()
            if name in {"href", "src", "action"}
            and not re.match(r"(/(?!/)|#|https?://|\?|$)", value or "")
        ]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_holds_inline_code_or_an_articles_tags(client, hostile, page):
    reader = Reader()
    reader.feed(client.get(page.format(**hostile)).content.decode())
    assert reader.wrong == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_the_security_headers(client, hostile, page):
    headers = client.get(page.format(**hostile)).headers
    policy = headers["Content-Security-Policy"]
    assert (
        "unsafe" not in policy and "default-src 'none'" in policy and "script-src 'self'" in policy
    )
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_templates_have_no_inline_code(pytestconfig):
    for template in (pytestconfig.rootpath / "templates").rglob("*.html"):
        text = template.read_text("utf-8")
        assert not re.search(
            r"\sstyle=|\son[a-z]+=|hx-on|hx-vals|<style|javascript:|\|safe|autoescape", text
        ), template
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), template


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("url", ["/", "/articles/", "/events/x/", "/articles/1/"])
def test_pages_are_for_reading_only(client, db, method, url):
    assert getattr(client, method)(url).status_code == 405


def test_htmx_is_told_to_run_no_code(client, db):
    page = client.get("/").content.decode()
    for setting in ('"allowEval": false', '"allowScriptTags": false', '"selfRequestsOnly": true'):
        assert setting in page


def test_a_broken_page_says_so_without_the_database(make_event, monkeypatch):
    monkeypatch.setattr("timeline.views.read_page", lambda *_: 1 / 0)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "This page could not be made" in response.content.decode()


def test_a_database_that_does_not_answer_is_worth_another_try(make_event, monkeypatch):
    def fail(*_, **__):
        raise OperationalError("connection refused")

    monkeypatch.setattr("timeline.views.read_page", fail)
    response = Client(raise_request_exception=False).get("/?actor=A")
    assert response.status_code == 503 and response["Retry-After"] == "10"
    assert "The timeline cannot be reached" in response.content.decode()
    assert 'href="/?actor=A"' in response.content.decode()


def test_a_missing_page_leads_on(client, db):
    response = client.get("/no/such/page")
    assert response.status_code == 404
    assert "Nothing is at this address" in response.content.decode()


@pytest.fixture
def collected(settings, tmp_path):
    """Collect the static files with a storage and return where they are."""

    def collect(backend):
        settings.STATIC_ROOT = tmp_path / backend
        settings.STATICFILES_DIRS = [settings.BASE_DIR / "static"]  # whatever else was served
        settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
        return tmp_path / backend

    return collect


def test_every_file_that_a_style_sheet_names_is_there(collected):
    """The hashed names are written into the style sheets, or collecting fails."""
    folder = collected("django.contrib.staticfiles.storage.ManifestStaticFilesStorage")
    (sheet,) = (folder / "css").glob("site.????????????.css")
    assert re.search(
        r'"components/entry\.\w{12}\.css"\) layer\(components\)', sheet.read_text("utf-8")
    )


def test_the_style_sheets_are_served_as_two(collected, pytestconfig):
    folder = collected("timeline.static_files.BundledStorage")
    sheets = [
        next((folder / "css").glob(f"{name}.????????????.css")) for name in ("site", "other-pages")
    ]
    site, other = [sheet.read_text("utf-8") for sheet in sheets]
    assert "@import" not in site + other
    assert re.search(r'url\("\.\./fonts/public-sans-latin-400-normal\.\w{12}\.woff2"\)', site)
    for part in (pytestconfig.rootpath / "static/css/components").glob("*.css"):
        begins = shorter_css(part.read_text("utf-8"))[:60]
        assert (begins in site) != (begins in other), part
