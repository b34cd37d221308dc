"""The language of a text is told, and events are read out of English alone."""

from __future__ import annotations

from datetime import date

import pytest

from articles.importing.language import language_of
from articles.languages import name_of_language
from tests.plain_static import plain_static  # noqa: F401 used by every test here
from timeline import build
from timeline.models import Event

GERMAN = (
    "Der Bürgermeister von Lübeck trat am 3. April 2021 zurück, nachdem der Stadtrat den Haushalt"
    " abgelehnt hatte. Die Wahl eines Nachfolgers ist für Mai 2021 geplant."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        (
            "Le maire de Nantes a démissionné lundi après le vote du conseil, qui avait rejeté le"
            " budget de la ville pour la deuxième fois.",
            "fr",
        ),
        (
            "El alcalde de Vigo dimitió el lunes después de que el pleno rechazara por segunda vez"
            " las cuentas de la ciudad.",
            "es",
        ),
        (
            "Мэр Твери ушёл в отставку в понедельник после того, как городская дума отклонила"
            " бюджет во второй раз.",
            "ru",
        ),
        (
            "市長は月曜日に辞任した。市議会が予算案を二度にわたって否決したためである。後任は五月に選ばれる。",
            "ja",
        ),
        (
            "استقال رئيس البلدية يوم الاثنين بعد أن رفض المجلس ميزانية المدينة للمرة الثانية خلال"
            " هذا العام، وقال إنه لن يعود.",
            "ar",
        ),
        ("The mayor of Lübeck resigned on Monday after the council had rejected the budget.", "en"),
        ("MAYOR OF NANTES RESIGNS AFTER THE COUNCIL REJECTS A BUDGET FOR THE SECOND TIME", "en"),
        ("Mayor resigns.", ""),
        ("Rovers 2 Lund 1", ""),
        ("1. 2. 3.", ""),
        ("", ""),
    ],
)
def test_the_language_is_told_where_the_text_tells(text, language):
    assert language_of(text) == language


def test_an_english_article_with_long_foreign_quotes_is_english():
    english = (
        "The mayor said on Monday that he would go, and the council that it had not asked him to. "
    )
    assert language_of(english + GERMAN) == "en"


@pytest.mark.parametrize(("code", "name"), [("de", "German"), ("yo", "Yoruba"), ("xx", "xx")])
def test_a_language_has_a_name(code, name):
    assert name_of_language(code) == name


def test_an_article_in_another_language_is_kept_and_said_and_gives_no_event(
    client, make_article, nlp
):
    article = make_article(GERMAN, published_on=date(2021, 4, 15))
    build.build_new()
    assert not Event.objects.exists()
    page = client.get(article.get_absolute_url()).content.decode()
    assert "This article is in German" in page and "Bürgermeister" in page
    assert "In German: kept, not read for events" in client.get("/articles/").content.decode()
