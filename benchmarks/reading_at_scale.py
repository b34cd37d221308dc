"""What a page costs the server: CPU time per request, of each kind of page.

    DATA_DIR=/tmp/large .venv/bin/python benchmarks/reading_at_scale.py [--times 30]

The folder is one that `fill.py` filled. Each address is asked for in turn from the WSGI
application itself, in this process, and the CPU time of answering is taken: of a page of a filter
that nobody has asked for since the timeline changed; of making the page again (as for a reader
with a cookie); and of sending it again as it was kept. The last lines are that of an unchanged page
(304) and a measure of the machine: a busy machine makes all of them longer. Beside each new page the
plainest one that Django makes (`plain_page`) is made in turn: the column says how much of its time
ours takes, which is about the same however busy the machine is. The next to last tells how many
events the page shows: one of few costs less.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.plain_page import plain_page  # noqa: E402

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=30, help="requests of each kind")
    options = parser.parse_args()
    application = set_up()
    print(
        f"{'page':<26}{'new, ms':>9}{'of plain':>10}{'worst':>8}{'again, ms':>11}{'kept, ms':>10}"
        f"{'events':>8}{'bytes':>9}  address"
    )
    plain = plain_page()
    for name, address in addresses().items():
        before, beside = in_turn(plain)
        spent, _ = cost(application, address, options.times, before, HTTP_COOKIE="a=b")
        again, size = cost(application, address, options.times, HTTP_COOKIE="a=b")
        sent, _ = cost(application, address, options.times)
        new, worst, made, kept = (
            1000 * n for n in (median(spent), max(spent), median(again), median(sent))
        )
        print(
            f"{name:<26}{new:>9.2f}{median(spent) / median(beside):>10.2f}{worst:>8.1f}{made:>11.2f}{kept:>10.2f}{_shown(application, address):>8}{size:>9,}  {address[:60]}"
        )
    _, headers, _ = ask(application, "/")
    spent, _ = cost(application, "/", options.times, HTTP_IF_NONE_MATCH=headers["ETag"])
    print(f"{'unchanged page':<26}{'':>28}{1000 * median(spent):>10.2f}")
    print(f"{'adding up to 100,000':<26}{1000 * _adding_up():>9.2f}")


def _shown(application: Application, address: str) -> int:
    """How many events the page has."""
    _, _, body = ask(application, address, HTTP_ACCEPT_ENCODING="identity")
    return body.count(b'<li class="entry"')


def _adding_up() -> float:
    """CPU seconds of a plain loop: some 3 ms on a machine with nothing else to do."""
    spent = []
    for _ in range(20):
        begun = time.process_time()
        sum(number for number in range(100_000))
        spent.append(time.process_time() - begun)
    return median(spent)


def set_up() -> Application:
    """Return the application that gunicorn serves."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.settings")
    from timeline.wsgi import application

    return application


def addresses() -> dict[str, str]:
    """The kinds of pages, each with an address that suits the corpus."""
    from timeline.models import Event

    often, middling, seldom, once = _actors()
    beside = _companion(often)
    leads = Event.objects.leads()
    events = leads.count()
    deep = leads.in_order().dated()[events // 2].public_id
    year = leads.get(public_id=deep).first_day.year
    period = {"from": f"{year}-03-01", "to": f"{year}-05-31"}
    return {
        "first page": "/",
        "deep page": _address(at=deep),
        "a date": _address(at=str(year)),
        "newest first": _address(order="newest"),
        "frequent actor": _address(actor=often),
        "middling actor": _address(actor=middling),
        "rare actor": _address(actor=seldom),
        "actor of one event": _address(actor=once),
        "two actors": _address(actor=[often, beside]),
        "common word": _address(q="bridge"),
        "rare words": _address(q=" ".join(reversed(seldom.split()))),
        "words of few events": _address(q=" ".join(reversed(once.split()))),
        "word and actor": _address(q="with", actor=often),
        "rarer word and actor": _address(q="bridge", actor=often),
        "period": _address(**period),
        "period and outlet": _address(outlet=_outlet(), **period),
        "deep in a frequent actor": _address(actor=often, at=deep),
        "main events": _address(main="1"),
    }


def _address(**query: Any) -> str:
    return f"/?{urlencode(query, doseq=True)}"


def _actors() -> tuple[str, str, str, str]:
    """The most frequent one, a middling one, the rarest whose events fill a page (the most frequent
    where none do), the rarest."""
    from django.db import connection

    from timeline.page.paging import SIZE

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, events FROM timeline_facet WHERE kind = 'person' ORDER BY events DESC, name"
        )
        found = cursor.fetchall()
    filling = [name for name, events in found if events >= SIZE] or [found[0][0]]
    return found[0][0], found[len(found) // 200 + 10][0], filling[-1], found[-1][0]


def _outlet() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM timeline_facet WHERE kind = 'outlet' ORDER BY events DESC, name LIMIT 1"
        )
        return str(cursor.fetchone()[0])


def _companion(name: str) -> str:
    """Somebody who takes part in one of its events."""
    from timeline import search
    from timeline.models import Event

    match = search.expression(facets=[search.Facet("person", name)])
    first = Event.objects.leads().matching(match).in_order()[:200]
    return next(other for event in first for other in event.actors if other != name)


def forget() -> None:
    """Have the process forget what it keeps of filters; what is kept of the whole timeline stays."""
    from timeline.page.addresses import State
    from timeline.page.kept import keep_only

    whole = State()
    keep_only(lambda name: isinstance(name, str) or (isinstance(name, tuple) and whole in name))


def in_turn(plain: Callable[[], str]) -> tuple[Callable[[], None], list[float]]:
    """What makes a plain page before each of ours is made anew, and the CPU seconds of each."""
    spent: list[float] = []

    def before() -> None:
        begun = time.process_time()
        plain()
        spent.append(time.process_time() - begun)
        forget()

    return before, spent


def cost(
    application: Application,
    address: str,
    times: int,
    before: Callable[[], None] | None = None,
    **headers: str,
) -> tuple[list[float], int]:
    """CPU seconds of each of so many requests after two that warm up, and the answer's size."""
    spent, size = [], 0
    for number in range(times + 2):
        if before:
            before()
        begun = time.process_time()
        status, _, body = ask(application, address, **headers)
        if not status.startswith(("200", "304")):
            sys.exit(f"{address} was answered by {status}. Are there static files? make run")
        if number > 1:
            spent.append(time.process_time() - begun)
        size = len(body)
    return spent, size


def ask(application: Application, address: str, **given: str) -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body of the answer to one request."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **given,
    }
    answer: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> None:
        answer.update(status=status, headers=dict(headers))

    response = application(environ, start)
    body = b"".join(response)
    response.close()  # type: ignore[attr-defined]
    return answer["status"], answer["headers"], body


if __name__ == "__main__":
    main()
