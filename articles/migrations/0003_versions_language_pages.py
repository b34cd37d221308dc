from django.db import migrations, models


def tell_what_is_new(apps, schema_editor):
    """The language of the articles that are here, and what another version is known by."""
    from articles.importing.language import language_of
    from articles.importing.versions import address_key, title_key

    for article in apps.get_model("articles", "Article").objects.iterator(chunk_size=200):
        article.language = language_of(article.text)
        article.address_key = address_key(article.url)
        article.title_key = title_key(article.outlet, article.title)
        if article.language not in ("", "en"):
            article.built_by = ""
        article.save(update_fields=["language", "address_key", "title_key", "built_by"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_published_evidence")]

    operations = [
        migrations.AddField("article", "pages", models.JSONField(blank=True, default=list)),
        migrations.AddField("article", "language", models.CharField(blank=True, max_length=8)),
        migrations.AddField("article", "versions", models.JSONField(blank=True, default=list)),
        migrations.AddField("article", "has_newer", models.BooleanField(default=False)),
        migrations.AddField("article", "version_hashes", models.TextField(blank=True)),
        migrations.AddField(
            "article",
            "address_key",
            models.CharField(blank=True, db_index=True, max_length=32),
        ),
        migrations.AddField(
            "article",
            "title_key",
            models.CharField(blank=True, db_index=True, max_length=32),
        ),
        migrations.AddIndex(
            "article",
            models.Index(
                models.F("id"),
                condition=models.Q(("version_hashes", ""), _negated=True),
                name="article_with_versions",
            ),
        ),
        migrations.AddIndex(
            "article",
            models.Index(
                models.F("id"), condition=models.Q(("has_newer", True)), name="article_with_newer"
            ),
        ),
        migrations.RunPython(tell_what_is_new, migrations.RunPython.noop),
    ]
