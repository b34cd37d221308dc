"""The corpus as the database has it, read where linking asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from articles.models import Article
from timeline import rows
from timeline.building import term_tables
from timeline.building.linked_rows import Rows
from timeline.linking.links import Near, Pairs
from timeline.linking.shapes import LinkAccount
from timeline.linking.spread import account_terms
from timeline.models import Event


def terms_of(accounts: Iterable[LinkAccount]) -> set[str]:
    return {term for account in accounts for term in account_terms(account)}


class Stored:
    """As regrouping asks for it (`regrouping.Corpus`)."""

    def __init__(self, found: Rows, counts: term_tables.Counts, pairs: Pairs) -> None:
        self._found, self._counts, self._pairs = found, counts, pairs
        self._near = Near(self._look_up, pairs)
        self._accounts: dict[int, LinkAccount] = {}
        self._events: dict[str, list[LinkAccount]] = {}
        self._sentences: dict[int, dict[str, list[int]]] = {}

    def account(self, event: Event) -> LinkAccount:
        if event.pk not in self._accounts:
            self._accounts[event.pk] = rows.found_account(event)
        return self._accounts[event.pk]

    def linked(self, account: LinkAccount) -> Sequence[LinkAccount]:
        return self._near.linked(account)

    def expect(self, accounts: Iterable[LinkAccount]) -> None:
        self._near.expect(accounts)

    def event(self, account: LinkAccount) -> Sequence[LinkAccount]:
        key = self._found.by_id[account.id].found_with
        if key not in self._events:
            self._events[key] = [self.account(one) for one in self._found.in_groups([key])]
        return self._events[key]

    def sentence(self, account: LinkAccount) -> Sequence[LinkAccount]:
        article = self._found.by_id[account.id].article_id
        if article not in self._sentences:
            keys: dict[str, list[int]] = defaultdict(list)
            told = Event.objects.filter(article=article).order_by("pk")
            for key, quote in told.values_list("pk", "quote"):
                keys[quote].append(key)
            self._sentences[article] = keys
        keys_of_it = self._sentences[article][account.quote]
        return [self.account(event) for event in self._found.of(keys_of_it)]

    def _look_up(self, accounts: Sequence[LinkAccount]) -> Iterator[LinkAccount]:
        keys: set[int] = set()
        self._counts.learn(terms_of(accounts))
        for account in accounts:
            keys |= term_tables.near(account, self._pairs.spread)
        others = [self.account(event) for event in self._found.of(keys)]
        self._counts.learn(terms_of(others))
        yield from others


class Texts(Mapping[str, str]):
    """Articles' texts by hash, each read once and only if it is asked for."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        if key not in self._known:
            self._known[key] = Article.objects.values_list("text", flat=True).get(text_hash=key)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
