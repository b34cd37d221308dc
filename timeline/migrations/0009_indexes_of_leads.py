"""The index of accounts by their lead without the leads, and what decisions look up.

Only the old index is dropped: altering the column would have SQLite write the whole table anew.
"""

import django.db.models.deletion
from django.db import migrations, models


def drop_index_of_lead(apps, schema_editor):
    table = apps.get_model("timeline", "Event")._meta.db_table
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    for name, one in found.items():
        if one["index"] and one["columns"] == ["lead_id"]:
            schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_versions_language_pages"),
        ("timeline", "0008_term_columns"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunPython(drop_index_of_lead, migrations.RunPython.noop)
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="event",
                    name="lead",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="others",
                        to="timeline.event",
                    ),
                )
            ],
        ),
        migrations.RemoveIndex(model_name="event", name="event_by_salience"),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("sort_key__isnull", False)),
                fields=["-salience", "sort_key"],
                name="event_by_weight",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("lead__isnull", False)), fields=["lead"], name="event_accounts"
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("hidden", True)), fields=["sort_key"], name="event_hidden"
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["starts_on"], name="event_by_first_day"),
        ),
    ]
