"""The table of Django's cache, in which tries to sign in are counted."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", "tries", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0004_linking")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
