"""The closed entry of each event, ready for the pages that show it: builds fill the table."""

from django.db import migrations

from timeline import engine


def create(apps, schema_editor):
    engine.create_closed(schema_editor)


def drop(apps, schema_editor):
    engine.drop(schema_editor, ["timeline_closed"])


class Migration(migrations.Migration):
    dependencies = [("timeline", "0011_dated_articles")]

    operations = [migrations.RunPython(create, drop)]
