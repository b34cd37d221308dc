"""The two roles, as Django's groups with Django's permissions."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, User
from django.db.models import Q

READER, EDITOR = "Reader", "Editor"
ROLES = (EDITOR, READER)
_READS = ("articles.view_article", "timeline.view_event")
PERMISSIONS = {
    READER: _READS,
    EDITOR: (
        *_READS,
        "articles.add_article",
        "articles.change_article",
        "articles.delete_article",
        "timeline.change_event",
        "auth.add_user",
        "auth.change_user",
        "auth.view_user",
    ),
}


def make_roles(*, using: str = "default", apps: Any = installed, **_: Any) -> None:
    """Have both groups and what they may do, on every database, after every migration.

    A receiver of `post_migrate`, since a flushed database gets its groups again, too. What an
    operator added to a group stays.
    """
    try:
        groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    except LookupError:
        return  # before Django's own migrations
    for label in {name.partition(".")[0] for name in PERMISSIONS[EDITOR]}:
        create_permissions(_config(label), verbosity=0, using=using, apps=apps)
    for role, names in PERMISSIONS.items():
        group, _created = groups.objects.using(using).get_or_create(name=role)
        wanted = Q()
        for name in names:
            label, _sign, codename = name.partition(".")
            wanted |= Q(content_type__app_label=label, codename=codename)
        group.permissions.add(*permissions.objects.using(using).filter(wanted))


def _config(label: str) -> AppConfig:
    return installed.get_app_config(label)


def has_editor() -> bool:
    """Whether somebody can sign in and add articles."""
    return (
        User.objects.filter(is_active=True)
        .filter(Q(groups__name=EDITOR) | Q(is_superuser=True))
        .exists()
    )


def role_of(person: User) -> str:
    """The person's role in words; "" for none."""
    names = {group.name for group in person.groups.all()}
    return EDITOR if EDITOR in names or person.is_superuser else READER if READER in names else ""


def give_role(person: User, role: str) -> None:
    """Make it the one role of these two that the person has."""
    person.groups.remove(*Group.objects.filter(name__in=ROLES))
    person.groups.add(Group.objects.get(name=role))
