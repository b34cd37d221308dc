"""Events to look at: what was extracted is written by the build alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest

from timeline.models import Event

admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    """Who decided something stays: with a person their history would go. They can be shut out."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        decided = obj is None or LogEntry.objects.filter(user_id=obj.pk).exists()
        return not decided and super().has_delete_permission(request, obj)


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("headline", "edtf", "planned", "sources", "found", "article")
    list_filter = ("precision", "planned", "approximate", "found")
    list_select_related = ("article",)
    search_fields = ("headline", "quote", "public_id")
    show_full_result_count = False

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Event | None:
        """By its number or, as the history has it, by its public id."""
        by_id = Event.objects.filter(public_id=object_id).first()
        return by_id or super().get_object(request, object_id, from_field)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False
