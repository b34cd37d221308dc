"""What a person decided is kept apart from what linking finds; who is called what, beside the models."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from timeline.decisions import naming


def keep_what_was_found(apps, schema_editor):
    """So far an event is what linking found, and nothing else."""
    events = apps.get_model("timeline", "Event").objects
    lead = events.filter(pk=OuterRef("lead")).values("public_id")[:1]
    events.update(found_with=Coalesce(Subquery(lead), "public_id"))


def build_again(apps, schema_editor):
    """What is checked and what is not is in the index from now on."""
    apps.get_model("articles", "Article").objects.update(built_by="")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("timeline", "0006_tries"),
    ]

    operations = [
        migrations.AddField(
            "event",
            "found_with",
            models.CharField(blank=True, db_index=True, editable=False, max_length=16, default=""),
            preserve_default=False,
        ),
        migrations.AddField("event", "hidden", models.BooleanField(default=False)),
        migrations.RunPython(naming.create_tables, naming.drop_tables),
        migrations.RunPython(keep_what_was_found, migrations.RunPython.noop),
        migrations.RunPython(build_again, migrations.RunPython.noop),
    ]
