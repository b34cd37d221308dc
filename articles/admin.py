"""Articles to look at: they are written by importing alone."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from articles.models import Article


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("__str__", "outlet", "published_on", "published_basis", "imported_at")
    list_filter = ("published_basis",)
    search_fields = ("title", "outlet", "file_name", "text_hash")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False
