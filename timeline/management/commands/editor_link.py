"""Print a one-time link with which somebody becomes an editor."""

from __future__ import annotations

import argparse
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError
from django.utils import timezone

from timeline.management.base import TimelineCommand
from timeline.signing_in.links import make_link
from timeline.signing_in.roles import EDITOR, READER, has_editor, role_of


class Command(TimelineCommand):
    help = "Print a one-time link: for a new editor or reader, or for a person's new password."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--reader", action="store_true", help="for a new reader")
        what.add_argument("--person", metavar="NAME", help="for a new password of this person")
        what.add_argument(
            "--first", action="store_true", help="only while there is no editor; else print nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["first"]:
            self._first()
        elif options["person"]:
            person = self._person(options["person"])
            link = make_link(role_of(person), timezone.now(), person=person.pk)
            self._print(f"With this link {person} chooses a new password", link, "7 days")
        else:
            role = READER if options["reader"] else EDITOR
            link = make_link(role, timezone.now())
            self._print(f"With this link somebody joins as {role.lower()}", link, "7 days")

    def _first(self) -> None:
        if not has_editor():
            link = make_link(EDITOR, timezone.now(), first=True)
            self._print("\nNobody can sign in yet. Become the first editor here", link, "24 hours")

    def _person(self, name: str) -> User:
        try:
            return User.objects.get(username=name, is_active=True)
        except User.DoesNotExist as error:
            names = ", ".join(
                User.objects.filter(is_active=True).values_list("username", flat=True)[:20]
            )
            raise CommandError(
                f"--person {name}: nobody of this name can sign in. There are: {names or 'none'}."
            ) from error

    def _print(self, what: str, link: str, lasts: str) -> None:
        self.stdout.write(f"{what} (it works once, within {lasts}):\n  {link}")
