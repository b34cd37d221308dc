"""Fetching articles by their address: only from public hosts, only once, only so much."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
import trustme
from django.core.management import CommandError, call_command

from articles.importing import fetching
from articles.importing.drafts import UnreadableFile
from articles.importing.fetching import asking, fetch, import_link
from articles.importing.fetching.addresses import Target, is_public, target_of
from articles.importing.fetching.asking import AGENT, Answer, ask_server
from articles.models import Article

PUBLIC = "93.184.215.14"
NONE = Answer(404, "", b"")


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """No test asks a real name server or opens a socket, but to a server of its own."""

    look_up = socket.getaddrinfo

    def only_here(host, *asked, **more):
        if host != "127.0.0.1":
            pytest.fail(f"the network was asked for {host}")
        return look_up(host, *asked, **more)

    monkeypatch.setattr(socket, "getaddrinfo", only_here)


def resolve(host, port):
    return {"inner.example.org": ["10.0.0.7"], "two.example.org": [PUBLIC, "127.0.0.1"],
            "six.example.org": ["::ffff:10.0.0.7"], "nowhere.example.org": []}.get(host, [PUBLIC])  # fmt: skip


class Site:
    """Answers by address, and notes what was asked and of whom."""

    def __init__(self, **answers):
        self.answers, self.asked = answers, []

    def __call__(self, target, most):
        self.asked.append((target.url, target.address))
        for ending, answer in self.answers.items():
            if target.path.endswith(ending):
                return answer
        return NONE

    def fetch(self, url):
        return fetch(url, resolve=resolve, ask=self)


def leads_to(url, status=302):
    return Answer(status, url, b"")


# Addresses


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/a", "file:///etc/passwd", "gopher://example.org:70/_x", "javascript:alert(1)",
     "http:example.org", "//example.org/a", "example.org", "", "http://", "https:///a", "http://[::1",
     "http://anna:secret@example.org/", "http://example.org@10.0.0.7/", "http://example.org\\@10.0.0.7/",
     "http://example.org/a b", "http://exam\nple.org/", "http://example.org:22/", "http://example.org:99999/",
     "http://example.org:8080/", "http://localhost/", "http://wiki/", "http://printer.local/",
     "http://db.internal/", "http://127.0.0.1/", "http://10.1.2.3/", "http://192.168.1.1/", "http://172.16.0.9/",
     "http://169.254.169.254/", "http://100.64.0.1/", "http://192.0.0.192/", "http://198.18.0.1/",
     "http://224.0.0.1/", "http://255.255.255.255/", "http://0.0.0.0/", "http://0/", "http://127.1/",
     "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0x7f.0.0.1/", "http://010.8.8.8/",
     "http://8.8.8/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://[::1]/", "http://[::]/",
     "http://[::ffff:127.0.0.1]/", "http://[::ffff:8.8.8.8]/", "http://[64:ff9b::7f00:1]/",
     "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::]/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/",
     "http://[fd00::1]/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://inner.example.org/",
     "http://two.example.org/", "http://six.example.org/", "http://nowhere.example.org/",
     "http://" + "a" * 64 + ".org/", "http://example.org/" + "a" * 2000, "http://-a.example.org/"],
)  # fmt: skip
def test_what_is_no_public_address_is_refused_before_anything_is_asked(url):
    site = Site()
    with pytest.raises(UnreadableFile):
        site.fetch(url)
    assert site.asked == []


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [("https://example.org", "example.org", "/"), ("HTTP://Example.ORG:80/a?b=c#d", "example.org", "/a?b=c"),
     ("https://bücher.example.org/ä", "xn--bcher-kva.example.org", "/%C3%A4"),
     ("http://8.8.8.8/a%20b", "8.8.8.8", "/a%20b"), ("https://[2606:4700::1111]/", "2606:4700::1111", "/")],
)  # fmt: skip
def test_an_address_of_a_public_host_is_taken(url, host, path):
    target = target_of(url, resolve)
    assert (target.host, target.path) == (host, path)


def test_the_name_is_looked_up_once_and_the_number_is_connected_to():
    looked_up = []

    def changing(host, port):
        looked_up.append(host)
        return [PUBLIC] if len(looked_up) == 1 else ["127.0.0.1"]

    site = Site(**{"/a": Answer(200, "", b"An article.")})
    assert fetch("https://example.org/a", resolve=changing, ask=site).content == b"An article."
    assert looked_up == ["example.org"] and {address for _, address in site.asked} == {PUBLIC}


@pytest.mark.parametrize("number", ["8.8.8.8", "1.1.1.1", "2606:4700::1111"])
def test_numbers_of_the_open_internet_are_public(number):
    assert is_public(number)


# Redirects, robots, sizes


@pytest.mark.parametrize(
    "to", ["http://127.0.0.1/", "http://inner.example.org/", "file:///etc/passwd", "//169.254.169.254/x",
           "http://example.org:8080/"],
)  # fmt: skip
def test_a_redirect_is_checked_like_the_first_address(to):
    site = Site(**{"/a": leads_to(to)})
    with pytest.raises(UnreadableFile):
        site.fetch("https://example.org/a")
    assert {address for _, address in site.asked} == {PUBLIC}


def test_a_redirect_to_another_public_host_is_followed():
    site = Site(**{"/a": leads_to("https://www.example.net/b"), "/b": Answer(200, "", b"Here.")})
    assert site.fetch("https://example.org/a").url == "https://www.example.net/b"


def test_endless_redirects_end():
    site = Site(**{"/a": leads_to("/a")})
    with pytest.raises(UnreadableFile, match="leads on more than 5 times"):
        site.fetch("https://example.org/a")


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [(b"", True), (b"User-agent: *\nDisallow: /private/", True), (b"User-agent: *\nDisallow: /", False),
     (b"User-agent: Datelines\nDisallow: /news/\n\nUser-agent: *\nAllow: /", False), (b"\xff\xfe\x00", True)],
)  # fmt: skip
def test_robots_txt_is_heeded(robots, allowed):
    site = Site(
        **{"/robots.txt": Answer(200, "", robots), "/news/a": Answer(200, "", b"An article.")}
    )
    if allowed:
        assert site.fetch("https://example.org/news/a").content
    else:
        with pytest.raises(UnreadableFile, match=r"robots\.txt"):
            site.fetch("https://example.org/news/a")


def test_a_site_whose_robots_txt_is_broken_is_left_alone():
    site = Site(**{"/robots.txt": Answer(503, "", b""), "/a": Answer(200, "", b"An article.")})
    with pytest.raises(UnreadableFile, match=r"robots\.txt gave 503"):
        site.fetch("https://example.org/a")


def test_robots_txt_cannot_lead_inside():
    site = Site(**{"/robots.txt": leads_to("http://10.0.0.7/robots.txt")})
    with pytest.raises(UnreadableFile, match="no public host"):
        site.fetch("https://example.org/a")


def test_what_hangs_is_given_up(monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.2)
    with pytest.raises(UnreadableFile, match="took more than"):
        fetch("https://example.org/a", resolve=lambda *_: time.sleep(2) or [PUBLIC])


# The real way to a server, on this machine


@pytest.fixture
def server():
    """A server, and the target that stands for it; `answer` says what it gives."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request, _):  # a client that does not trust us goes
            request.close()

    class Handler(BaseHTTPRequestHandler):
        headers_seen, answer, secure = [], b"An article.", None

        def setup(self):
            if self.secure:
                self.request = self.secure.wrap_socket(self.request, server_side=True)
            super().setup()

        def finish(self):
            super().finish()
            self.request.close()

        def do_GET(self):
            Handler.headers_seen.append((self.path, dict(self.headers)))
            self.send_response(302 if self.path == "/away" else 200)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(Handler.answer)

        def log_message(self, *_):
            return

    with Server(("127.0.0.1", 0), Handler) as one:
        threading.Thread(target=one.serve_forever, daemon=True).start()
        target = Target("http", "news.example.org", one.server_port, "/a?b=1", "127.0.0.1")
        yield Handler, target
        one.shutdown()


def test_a_server_is_asked_at_the_number_by_its_name_and_told_who_asks(server):
    handler, target = server
    assert ask_server(target, 1000) == Answer(200, "/elsewhere", b"An article.")
    ((path, headers),) = handler.headers_seen
    assert path == "/a?b=1" and headers["Host"] == f"news.example.org:{target.port}"
    assert headers["User-Agent"] == AGENT and "Cookie" not in headers


def test_a_redirect_is_not_followed_by_the_library(server):
    handler, target = server
    assert ask_server(replace(target, path="/away"), 1000).status == 302
    assert len(handler.headers_seen) == 1


def test_what_is_too_large_is_given_up(server):
    handler, target = server
    handler.answer = b"x" * 200_000
    with pytest.raises(UnreadableFile, match="more than 0 MB"):
        ask_server(target, 100_000)


def test_a_proxy_in_the_environment_is_not_heeded(server, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert ask_server(server[1], 1000).status == 200


@pytest.fixture
def secure(server, monkeypatch):
    """The server with a certificate for news.example.org, from an authority that is trusted here."""
    authority, inside = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example.org").configure_cert(inside)
    outside = ssl.create_default_context()
    authority.configure_trust(outside)
    monkeypatch.setattr(asking, "trusted", lambda: outside)
    handler, target = server
    handler.secure = inside
    return replace(target, scheme="https")


def test_a_certificate_for_the_name_is_trusted_though_the_number_is_connected_to(secure):
    assert ask_server(secure, 1000).content == b"An article."


def test_a_certificate_for_another_name_is_not_trusted(secure):
    with pytest.raises(UnreadableFile, match="not to be trusted"):
        ask_server(replace(secure, host="other.example.org"), 1000)


def test_a_certificate_of_an_unknown_authority_is_not_trusted(secure, monkeypatch):
    monkeypatch.setattr(asking, "trusted", ssl.create_default_context)
    with pytest.raises(UnreadableFile, match="not to be trusted"):
        ask_server(secure, 1000)


def test_a_server_without_a_certificate_for_its_name_is_not_trusted(server):
    with pytest.raises(UnreadableFile, match=r"could not be reached|not to be trusted"):
        ask_server(replace(server[1], scheme="https"), 1000)


# From the address to the article


def test_an_article_by_its_address_is_kept_as_fetched_with_its_address(db, settings, monkeypatch):
    settings.ALLOW_URLS = True
    page = (
        b"<html><body><article><h1>A flood</h1><p>A flood hit Graz on 3 May 2021, the city said. "
    )
    page += b"Nobody was hurt, and the water fell on the next day.</p></article></body></html>"
    site = Site(**{"/a": leads_to("/news/b"), "/news/b": Answer(200, "", page)})
    monkeypatch.setattr(fetching, "fetch", site.fetch)
    (outcome,) = import_link("https://example.org/a")
    article = Article.objects.get()
    assert outcome.status == "imported" and article.url == "https://example.org/news/b"
    assert (
        settings.DATA_DIR / "originals" / article.original_hash[:2] / article.original_hash
    ).read_bytes() == page


def test_nothing_is_fetched_where_it_is_not_allowed(db):
    (outcome,) = import_link("https://example.org/a")
    assert outcome.status == "unreadable" and "ALLOW_URLS=yes" in outcome.reason
    with pytest.raises(CommandError, match="ALLOW_URLS=yes"):
        call_command("import_articles", "--url", "https://example.org/a")


def test_the_command_takes_addresses_and_lists_of_them(db, nlp, settings, tmp_path):
    settings.ALLOW_URLS = True
    links = tmp_path / "links.txt"
    links.write_text("http://127.0.0.1/a\n\nhttp://10.0.0.7/b\n")
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command(
            "import_articles", "--url", "http://localhost/", "--urls", str(links), stdout=out
        )
    for link in ("http://localhost/", "http://127.0.0.1/a", "http://10.0.0.7/b"):
        assert f"{link}: " in str(refused.value)


def test_the_command_without_anything_to_import_says_so(db):
    with pytest.raises(CommandError, match="Nothing to import"):
        call_command("import_articles")
