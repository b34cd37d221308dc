"""The days that articles speak of, beside the models, and the order of what matters most."""

from django.db import migrations, models

from timeline import mentions


def build_again(apps, schema_editor):
    """Articles that were built before have no mentions kept: the next build reads them again."""
    apps.get_model("articles", "Article").objects.update(built_by="")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("timeline", "0002_search_index"),
    ]

    operations = [
        migrations.RunPython(mentions.create_tables, mentions.drop_tables),
        migrations.RunPython(build_again, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                models.F("lead"),
                models.F("salience").desc(),
                models.F("sort_key"),
                condition=models.Q(lead__isnull=True),
                name="event_by_salience",
            ),
        ),
    ]
