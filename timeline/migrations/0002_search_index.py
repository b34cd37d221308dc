"""The search index and its counts, beside the models."""

from django.db import migrations

from timeline import search


class Migration(migrations.Migration):
    dependencies = [("timeline", "0001_initial")]

    operations = [migrations.RunPython(search.create_tables, search.drop_tables)]
