"""A month of a collaborative, played in minutes while its workers are killed with -9: every notice exactly as promised.

    python -m scripts.soak.month --teams 24 --kills 50

Each turn is a worker with a clock of its own, hours after the one before; most are killed in the middle. What should
have come is worked out here again, by hand as it were, and compared. DATABASE_URL, when given, names an empty
PostgreSQL.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import time_machine

from scripts.progress import step
from scripts.soak.letters import (
    arrived,
    failing_postman,
    finish,
    kill_after,
    prepare,
    said,
    start_worker,
    what_is_wrong,
)

DUE = date(2026, 3, 10)  # Of February.
DAYS = range(-9, 22)  # A month around it: two changes of the clocks, of Toronto on the 8th and of London on the 29th.
HOURS = (0, 5, 9, 13, 17, 21)  # Of UTC, so that it is morning and night everywhere.
ZONES = ("Europe/London", "America/Toronto", "Asia/Kolkata", "Pacific/Auckland")
FIRST_SESSION = date(2026, 1, 12)
CALL = date(2026, 3, 18)  # The third Wednesday: everybody hears of it a week and a day before.
REGISTER_BY = date(2026, 4, 6)  # Two weeks before the second session: the leads hear of it a week before.
SHOWN = 10
Promise = tuple[str, str, str]  # The letter, its reader's key, and the period.


@dataclass
class Member:
    """A team's lead, as the run knows them."""

    person: int
    team: int
    is_in: bool  # Sends the month, three days before it is due.


def main() -> int:
    """How many notices were not as promised."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--teams", type=int, default=24)
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--seed", type=int, default=20260310)
    asked.add_argument("--has-tables", action="store_true", help="the database has the product's tables already")
    options = asked.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - a run that can be repeated, not a secret
    with tempfile.TemporaryDirectory(prefix="allteach-month-") as folder, failing_postman(options.seed) as postman:
        prepare(folder, postman, has_tables=options.has_tables)
        with step("Making the teams"), time_machine.travel(at(DAYS[0], HOURS[0]) - timedelta(days=60)):
            members, staff = make_teams(options.teams)
        log, started, killed = Path(folder) / "worker.log", time.monotonic(), 0
        turns = [(day, hour) for day in DAYS for hour in HOURS]
        deadly = set(chance.sample(turns, min(options.kills, len(turns))))
        for day, hour in turns:
            if (day, hour) == (-3, HOURS[0]):
                send(members)
            if (day, hour) in deadly:
                killed += kill_after(start_worker(log, at=at(day, hour)), chance.uniform(0.1, 2.5))
            else:
                work_here(at(day, hour))
        finish(start_worker(log, at=at(DAYS[-1] + 1, HOURS[2]), until_idle=True))
        wrong = [*what_is_wrong(postman), *broken_promises(members, staff)]
        show(postman, options.teams, killed, said(started))
    for words in wrong[:SHOWN]:
        print(f"  ✗ {words}")
    return len(wrong)


def at(day: int, hour: int) -> datetime:
    """A moment, so many days after the month was due."""
    return datetime(DUE.year, DUE.month, DUE.day, hour, 30, tzinfo=UTC) + timedelta(days=day)


@dataclass
class Staff:
    """Who leads the collaborative, as the run knows them."""

    director: int
    adviser: int


def make_teams(teams: int) -> tuple[list[Member], Staff]:
    """Teams all over the world, each with a lead; two in three will send the month. And who leads them."""
    from allteach.meetings.actions import follow_calendar
    from allteach.spaces.roles import Role
    from tests.factories import (
        AccountFactory,
        CollaborativeFactory,
        MeasureFactory,
        MembershipFactory,
        TeamFactory,
        TeamMeasureFactory,
        TimetableFactory,
    )

    collaborative = CollaborativeFactory(name="Month", slug="month", code="cmonth")
    TimetableFactory(space=collaborative, first_session=FIRST_SESSION)
    measure = MeasureFactory(space=collaborative, title="Falls", slug="falls")
    members = []
    for number in range(teams):
        zone = ZONES[number % len(ZONES)]
        team = TeamFactory(
            parent=collaborative, name=f"Team {number}", slug=f"team-{number}", code=f"team{number}", time_zone=zone
        )
        team.profile.joined_on = date(2026, 2, 1)
        team.profile.save()
        TeamMeasureFactory(team=team, measure=measure)
        lead = AccountFactory(email=f"lead-{number}@allteach.example").person
        lead.time_zone = zone
        lead.save()
        MembershipFactory(person=lead, space=team, role=Role.TEAM_LEAD)
        members.append(Member(lead.pk, team.pk, is_in=number % 3 != 0))
    director, adviser = (AccountFactory(email=f"{role}@allteach.example").person for role in ("director", "adviser"))
    MembershipFactory(person=director, space=collaborative, role=Role.DIRECTOR)
    MembershipFactory(person=adviser, space=collaborative, role=Role.IMPROVEMENT_ADVISER)
    follow_calendar(space=collaborative, by=director)
    return members, Staff(director.pk, adviser.pk)


def send(members: list[Member]) -> None:
    """Most teams send the month: its numbers and its report."""
    from allteach.core.periods import Period
    from allteach.measures.actions import send_sheet
    from allteach.people.models import Person
    from allteach.progress.actions import save_report, send_report
    from allteach.spaces.models import Team

    for member in members:
        if member.is_in:
            team, lead = Team.objects.get(pk=member.team), Person.objects.get(pk=member.person)
            with time_machine.travel(at(-3, HOURS[0])):
                month = Period(date(2026, 2, 1), "month")
                send_sheet(team=team, period=month, nothing_because="The ward was closed", by=lead)
                report = save_report(team=team, month=month, learnt="A closed ward has no falls.", by=lead)
                send_report(report=report, by=lead)


def work_here(moment: datetime) -> None:
    """A turn that nobody disturbs: the pulse and the work of a worker, in this process."""
    from django.db.models import Q
    from django.utils import timezone

    from allteach.core.actions.work import sweep, work_off
    from allteach.core.models import Work
    from allteach.core.schedules import ask_for_what_is_due, schedules

    with time_machine.travel(moment):
        sweep()
        ask_for_what_is_due(schedules(), timezone.now())
        Work.objects.filter(Q(task__contains="verify_record") | Q(task__contains="settle")).delete()
        work_off()


def promised(members: list[Member], staff: Staff) -> Iterator[Promise]:
    """Everything that somebody was to hear in this month, worked out from the calendar alone."""
    leaders = (f"person:{staff.director}", f"person:{staff.adviser}")
    leads = tuple(f"person:{member.person}" for member in members)
    for member, reader in zip(members, leads, strict=True):
        for reminder in (-7, *(() if member.is_in else (-1, 1, 3))):
            yield "month_due", reader, f"2026-02 {reminder:+d}"
        if member.is_in:
            yield "month_in", reader, "2026-02"
        yield "register_for_session", reader, f"{REGISTER_BY} -7"
    for days in (2, 3):
        yield "not_in_yet", leaders[0], f"2026-02 {days:+d}"
    for days in (1, 3):
        yield "minutes_missing", leaders[0], f"{CALL} {days:+d}"
    for reader in leaders:
        yield "scoring_open", reader, "2026-02"
    for reader in (*leads, *leaders):
        for days in (-7, -1):
            yield "call_to_come", reader, f"{CALL} {days:+d}"
        for week in (10, 11, 12, 13, 14):
            yield "digest", reader, f"2026-W{week:02d}"


def broken_promises(members: list[Member], staff: Staff) -> list[str]:
    """In words, what was owed and never written down, and what was written down and never owed."""
    from allteach.messaging.models import Message

    owed = set(promised(members, staff))
    there = [*Message.objects.values_list("letter", "reader", "period")]
    found = set(there)
    twice = len(there) - len(found)
    return [
        *(f"promised and not kept: {each}" for each in sorted(owed - found)),
        *(f"kept and not promised: {each}" for each in sorted(found - owed)),
        *([f"{twice} written down twice"] if twice else []),
    ]


def show(postman, teams: int, killed: int, took: str) -> None:
    """One paragraph on the run."""
    from django.db import connection

    from allteach.messaging.models import Message

    states = {}
    for state in Message.objects.values_list("state", flat=True):
        states[state] = states.get(state, 0) + 1
    print(
        f"\nA month of {teams} teams on {connection.vendor}, {killed} workers killed: {sum(states.values())} notices "
        f"promised, {len(arrived(postman))} arrived, {sum(times > 1 for times in arrived(postman).values())} twice; "
        f"{', '.join(f'{many} {state}' for state, many in sorted(states.items()))}. {took}.",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
