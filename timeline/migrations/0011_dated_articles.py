"""What is kept of dated articles, so that an undated one is held against a few of them."""

from django.db import migrations

from timeline.building import dated


class Migration(migrations.Migration):
    dependencies = [("timeline", "0010_borne_facets")]

    operations = [migrations.RunPython(dated.create_tables, dated.drop_tables)]
