"""Make the table of the cache that all processes share: limits on sign-in and invitations count in it.

Does nothing where the cache is elsewhere, or the table is there already.
"""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_events_stand")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop, elidable=False)]
