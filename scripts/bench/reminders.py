"""How long the reminders of 4,011 teams take to be worked out and written down.

    python -m scripts.bench.reminders --teams 4011

DATABASE_URL, when given, names an empty PostgreSQL. Beside the seconds stands how many times those of a tenth of the
teams they are. On a busy machine the seconds of the processor say more than those of the clock.
"""

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from scripts.progress import step
from scripts.site import set_environment

MOST_SECONDS = 30
DUE = datetime(2026, 3, 10, 10, tzinfo=UTC)  # Of February, by day in London.


@dataclass(frozen=True)
class Seconds:
    """How long something took by the clock, and of that how long this process was at it."""

    took: float
    busy: float


def main() -> int:
    """1 when they took too long."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--teams", type=int, default=4011)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="allteach-reminders-") as folder:
        set_environment(folder)
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        from allteach.messaging.models import Message

        with step("Preparing the database"):
            call_command("migrate", interactive=False, verbosity=0)
        tenth = options.teams // 10
        make(tenth, "tenth")
        few = measured(tenth)
        Message.objects.all().delete()
        make(options.teams - tenth, "rest")
        many = measured(options.teams)
        print(
            f"\nReminders of {options.teams:,} teams on {connection.vendor}: {Message.objects.count():,} mails worked "
            f"out and written down in {many.busy:.1f} s of a processor, {many.busy / few.busy:.1f} times that of "
            f"{tenth:,} teams; {many.took:.1f} s by the clock, load {os.getloadavg()[0]:.1f}."
        )
    return int(many.busy > MOST_SECONDS)


def make(teams: int, name: str) -> None:
    """Teams of one collaborative that each report two measures, with a lead and a data lead, and sent nothing."""
    from allteach.collaboratives.models import TeamProfile
    from allteach.people.models import Account, Person
    from allteach.spaces.models import Membership, Organisation, Space
    from allteach.spaces.roles import Role
    from tests.factories import CollaborativeFactory, MeasureFactory, TeamMeasureFactory, TimetableFactory

    with step(f"Making {teams:,} teams"):
        collaborative = CollaborativeFactory(name=name, slug=name, code=f"c{name}"[:12])
        TimetableFactory(space=collaborative, first_session=date(2025, 9, 1))
        measures = [MeasureFactory(space=collaborative, title=f"{name} {n}", slug=f"m{n}-{name}") for n in range(2)]
        organisation = Organisation.objects.create(name=name, slug=name)
        spaces = Space.objects.bulk_create(
            [
                Space(
                    kind="team",
                    name=f"Team {n}",
                    slug=f"{name}-{n}",
                    code=f"{name[0]}{n}",
                    parent=collaborative,
                    organisation=organisation,
                )
                for n in range(teams)
            ],
            batch_size=500,
        )
        TeamProfile.objects.bulk_create(
            [TeamProfile(team_id=space.pk, joined_on=date(2025, 9, 1)) for space in spaces], batch_size=500
        )
        people = Person.objects.bulk_create([Person(name=f"Lead {n}") for n in range(2 * teams)], batch_size=500)
        Account.objects.bulk_create(
            [Account(person=person, email=f"p{person.pk}@allteach.example") for person in people], batch_size=500
        )
        roles = (Role.TEAM_LEAD, Role.DATA_LEAD)
        Membership.objects.bulk_create(
            [
                Membership(person=person, space=spaces[place // 2], role=roles[place % 2])
                for place, person in enumerate(people)
            ],
            batch_size=500,
        )
        for space in spaces:
            for measure in measures:
                TeamMeasureFactory(team=space, measure=measure)


def measured(teams: int) -> Seconds:
    """The seconds that one strike of the clock takes, the day before the month is due."""
    import time_machine

    from allteach.messaging.models import Message
    from allteach.messaging.outbox import write_reminders

    started, busy = time.monotonic(), time.process_time()
    with time_machine.travel(DUE - timedelta(days=1), tick=False):
        write_reminders(DUE - timedelta(days=1))
    took = Seconds(time.monotonic() - started, time.process_time() - busy)
    written = Message.objects.filter(letter="month_due").count()
    if written != 2 * teams:
        raise SystemExit(f"Expected {2 * teams} reminders, {written} were written.")
    return took


if __name__ == "__main__":
    sys.exit(main())
