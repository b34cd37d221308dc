"""What each event bears, packed, beside the index: pages count it by the thousand."""

from datetime import date

from django.db import migrations

from timeline import engine, packed

TOGETHER = 5000  # events


def pack_again(apps, schema_editor):
    engine.create_borne(schema_editor)
    connection = schema_editor.connection
    key = engine.current().KEY
    query = (
        f"SELECT {key}, timeline_index.tokens, e.ends_on FROM timeline_index"
        f" LEFT JOIN timeline_event e ON e.sort_key = {key} WHERE {key} > %s"
        f" ORDER BY {key} LIMIT {TOGETHER}"
    )
    last = -(1 << 63)
    with connection.cursor() as cursor:
        while True:
            cursor.execute(query, [last])
            found = cursor.fetchall()
            if not found:
                return
            cursor.executemany(
                "INSERT INTO timeline_borne (sort_key, ends, facets) VALUES (%s, %s, %s)",
                [(key, ordinal(ends), packed_tokens(tokens)) for key, tokens, ends in found],
            )
            last = found[-1][0]


def packed_tokens(tokens):
    return packed.pack({packed.number(token) for token in tokens.split()})


def ordinal(day):
    if day is None:
        return None
    return (date.fromisoformat(day) if isinstance(day, str) else day).toordinal()


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE timeline_borne")


class Migration(migrations.Migration):
    dependencies = [("timeline", "0009_indexes_of_leads")]

    operations = [migrations.RunPython(pack_again, drop)]
