"""Events stand as they were written: triggers on both databases refuse to change or delete one."""

from django.db import migrations

REFUSAL = "Events are never changed or deleted."

SQLITE = [
    f"CREATE TRIGGER core_event_no_update BEFORE UPDATE ON core_event BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER core_event_no_delete BEFORE DELETE ON core_event BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
]
POSTGRESQL = [
    f"""CREATE FUNCTION core_event_stands() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
    """CREATE TRIGGER core_event_stands BEFORE UPDATE OR DELETE ON core_event
    FOR EACH ROW EXECUTE FUNCTION core_event_stands()""",
]
UNDO = {
    "sqlite": ["DROP TRIGGER core_event_no_update", "DROP TRIGGER core_event_no_delete"],
    "postgresql": ["DROP TRIGGER core_event_stands ON core_event", "DROP FUNCTION core_event_stands()"],
}


def stand(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(stand, undo)]
