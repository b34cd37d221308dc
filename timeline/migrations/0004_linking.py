"""What linking keeps, so that a new article is compared with what is near it alone."""

from django.db import migrations

from timeline.building import tables


def build_again(apps, schema_editor):
    """Nothing is kept of the articles that were linked before: the next build takes all anew."""
    apps.get_model("articles", "Article").objects.update(built_by="")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("timeline", "0003_day_mentions"),
    ]

    operations = [
        migrations.RunPython(tables.create_tables, tables.drop_tables),
        migrations.RunPython(build_again, migrations.RunPython.noop),
    ]
