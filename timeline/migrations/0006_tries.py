"""The table of Django's cache, in which tries to sign in are counted."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", "timeline_tries", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0005_earlier_versions")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
