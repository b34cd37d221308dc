"""Events to look at: what was extracted is written by the build alone."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from timeline.models import Event


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("headline", "edtf", "planned", "sources", "found", "article")
    list_filter = ("precision", "planned", "approximate", "found")
    list_select_related = ("article",)
    search_fields = ("headline", "quote", "public_id")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False
