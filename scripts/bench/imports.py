"""`make bench`: a checked file of 300,000 rows, from accepted to stored, against a bare copy of the same rows.

Bare is `executemany` on SQLite and COPY on PostgreSQL, in one transaction, into the table with its indexes: no teams,
no sheets, no history, no event. On both databases, one after the other.
"""

import os
import subprocess
import sys
import tempfile
import time

from scripts.progress import step
from scripts.site import set_environment

ROWS = int(os.environ.get("ROWS", "300000"))
MOST_RATIO = 3.0


def main() -> int:
    """How many of the promises do not hold."""
    if "--here" in sys.argv:
        return measure()
    here = [sys.executable, "-m", "scripts.bench.imports", "--here"]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    commands = (here, [sys.executable, "-m", "scripts.with_postgres", "--", *here])
    return sum(subprocess.run(command, env=environment, check=False).returncode != 0 for command in commands)


def measure() -> int:
    """On the database that DATABASE_URL names, or an SQLite that goes away. 1 if it takes too long."""
    with tempfile.TemporaryDirectory(prefix="allteach-bench-") as folder:
        set_environment(folder)
        import django
        from django.core.management import call_command

        django.setup()
        with step("Preparing the database"):
            call_command("migrate", interactive=False, verbosity=0)
        accepted, bare, vendor = take_over_and_copy()
    ratio = accepted / bare
    verdict = "✓" if ratio <= MOST_RATIO else f"✗ more than {MOST_RATIO}"
    print(
        f"{vendor}: {ROWS:,} rows from accepted to stored in {accepted:.1f} s, "
        f"a bare copy in {bare:.1f} s: {ratio:.2f} {verdict}",
        flush=True,
    )
    return int(ratio > MOST_RATIO)


def take_over_and_copy() -> tuple[float, float, str]:
    """Seconds from accepted to stored, seconds of the bare copy, and the kind of database."""
    from django.db import connection

    from allteach.core.actions.work import work_off
    from allteach.measures.actions import imports as actions
    from scripts.soak.large_import import LargeImport
    from scripts.soak.people import make_places

    with step("Making teams and file"):
        large = LargeImport(make_places(1), ROWS)
        large.send()
    with step(f"Checking {ROWS:,} rows"):
        work_off()
        large.check()
        work_off()
    started = time.perf_counter()
    large.take_over()
    taking = {"value_import": large.now, "by": large.places.director}
    actions.link_staged_values(**taking)
    actions.accept_import(**taking)
    accepted = time.perf_counter() - started
    if large.missing():
        raise SystemExit(f"The file was not taken over: {large.missing()}")
    return accepted, copy_bare(connection), connection.vendor


def copy_bare(connection) -> float:
    """Seconds to store the same rows once more in the same, emptied table, as fast as the database takes them."""
    from django.db import transaction

    from allteach.measures.models import Measurement

    columns = [field.column for field in Measurement._meta.concrete_fields if field.column != "id"]
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM measures_measurement")  # noqa: S608 - columns of ours
        rows = cursor.fetchall()
        cursor.execute("DELETE FROM measures_measurement")
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE measures_measurement")
        started = time.perf_counter()
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY measures_measurement ({names}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO measures_measurement ({names}) VALUES ({marks})", rows)  # noqa: S608 - columns of ours
        return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
