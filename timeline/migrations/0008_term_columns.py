"""The columns of timeline_term in the order of its key.

SQLite 3.40 reads a table WITHOUT ROWID whose key is not made of its first columns, in order, and
takes its last columns for NULL when it checks the file (3.41 no longer does).
"""

from django.db import migrations

STATEMENTS = (
    "CREATE TABLE timeline_term_new (term TEXT NOT NULL, starts INTEGER NOT NULL,"
    " event_id BIGINT NOT NULL, ends INTEGER NOT NULL,"
    " PRIMARY KEY (term, starts, event_id)) WITHOUT ROWID",
    "INSERT INTO timeline_term_new (term, starts, event_id, ends)"
    " SELECT term, starts, event_id, ends FROM timeline_term",
    "DROP TABLE timeline_term",
    "ALTER TABLE timeline_term_new RENAME TO timeline_term",
    "CREATE INDEX timeline_term_event ON timeline_term (event_id)",
)


def reorder(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in STATEMENTS:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0007_decisions")]

    operations = [migrations.RunPython(reorder, migrations.RunPython.noop)]
