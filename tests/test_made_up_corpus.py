"""The corpora that benchmarks read are what a build would have left."""

from __future__ import annotations

import pytest

from benchmarks.corpus import batches
from benchmarks.fill import fill
from timeline import verify
from timeline.build import build_new
from timeline.models import Event


@pytest.mark.django_db
def test_an_import_into_one_leaves_what_the_rows_say(make_article):
    fill(60)
    assert not list(verify.differences())
    paper = next(batches(12, seed=2)).articles[0]
    article = make_article(paper.text, outlet=paper.outlet, published_on=paper.published_on)
    build_new()
    assert Event.objects.of(article).exists()
    assert not list(verify.differences())
