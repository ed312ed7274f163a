"""Thousands of mails through a mail server that fails at random, sent by workers that are killed with -9.

    python -m scripts.soak.mails --mails 10000 --kills 50

Half of them are invitations, which may come twice but never not at all; half are weekly letters, which never come
twice. DATABASE_URL, when given, names an empty PostgreSQL.
"""

import argparse
import random
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from scripts.progress import step
from scripts.soak.letters import (
    failing_postman,
    kill_after,
    prepare,
    said,
    start_worker,
    what_is_wrong,
    zone_by_day,
)

SHOWN = 10


def main() -> int:
    """How many mails were not as promised."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--mails", type=int, default=10_000)
    asked.add_argument("--kills", type=int, default=50)
    asked.add_argument("--seed", type=int, default=20260305)
    asked.add_argument("--has-tables", action="store_true", help="the database has the product's tables already")
    options = asked.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - a run that can be repeated, not a secret
    with tempfile.TemporaryDirectory(prefix="allteach-mails-") as folder, failing_postman(options.seed) as postman:
        prepare(folder, postman, has_tables=options.has_tables)
        with step(f"Owing {options.mails:,} mails"):
            owe(options.mails)
        log, started, killed = Path(folder) / "worker.log", time.monotonic(), 0
        while killed < options.kills and left():
            ask(killed)
            killed += kill_after(start_worker(log), chance.uniform(0.1, 2.0))
            a_lease_later()
        while left():
            deliver()
            a_lease_later()
        wrong = what_is_wrong(postman)
        show(postman, options.mails, killed, said(started))
    for words in wrong[:SHOWN]:
        print(f"  ✗ {words}")
    return len(wrong)


def owe(mails: int) -> None:
    """Half of the mails invitations, half weekly letters to members of one collaborative."""
    from django.utils import timezone

    from allteach.messaging.models import Message
    from allteach.messaging.outbox import owe as write
    from allteach.messaging.readers import Owed, Reader
    from allteach.people.models import Account, Person
    from allteach.spaces.models import Invitation, Membership
    from allteach.spaces.roles import Role
    from tests.factories import AccountFactory, CollaborativeFactory, TeamFactory, TimetableFactory

    zone, now = zone_by_day(), timezone.now()
    collaborative = CollaborativeFactory(name="Mails", slug="mails", code="cmails")
    team = TeamFactory(parent=collaborative, name="Team", slug="team", code="tteam", time_zone=zone)
    TimetableFactory(space=collaborative, first_session=now.date() + timedelta(days=30))  # Something to tell.
    director = AccountFactory(email="director@allteach.example").person
    people = Person.objects.bulk_create(
        [Person(name=f"Person {number}", time_zone=zone) for number in range(mails // 2)], batch_size=500
    )
    Account.objects.bulk_create(
        [Account(person=person, email=f"p{person.pk}@allteach.example") for person in people],
        batch_size=500,
    )
    Membership.objects.bulk_create(
        [Membership(person=person, space=team, role=Role.TEAM_MEMBER) for person in people], batch_size=500
    )
    invited = Invitation.objects.bulk_create(
        [
            Invitation(
                space=team,
                email=f"i{number}@allteach.example",
                name="Kwame",
                role=Role.TEAM_MEMBER,
                digest=f"{number:064d}",
                by=director,
                made_at=now,
                expires_at=now + timedelta(days=14),
            )
            for number in range(mails - mails // 2)
        ],
        batch_size=500,
    )
    write("invitation", [Owed(Reader.invited(each.pk), f"spaces.invitation:{each.pk}") for each in invited])
    write("digest", [Owed(Reader.of(person), f"people.person:{person.pk}", "2026-W10") for person in people])
    Message.objects.filter(letter="digest").update(due_at=now - timedelta(seconds=1))


def ask(key: object) -> None:
    """Ask for a run, as the clock does every five minutes."""
    from allteach.core.actions import ask_for_work
    from allteach.messaging.tasks import send_notices

    ask_for_work(send_notices, key=f"soak: {key}")


def deliver() -> None:
    """Send what is due, here."""
    from allteach.messaging import outbox

    outbox.deliver()


def left() -> int:
    """How many mails are still owed."""
    from allteach.messaging.models import Message

    return Message.objects.filter(state__in=[Message.State.WAITING, Message.State.SENDING]).count()


def a_lease_later() -> None:
    """Let every pause be over: nobody waits hours here."""
    from django.utils import timezone

    from allteach.core.models import Work
    from allteach.messaging.models import Message
    from allteach.messaging.outbox import LEASE

    now = timezone.now()
    Message.objects.filter(state=Message.State.WAITING).update(due_at=now)
    Message.objects.filter(state=Message.State.SENDING).update(tried_at=now - LEASE - timedelta(seconds=1))
    Work.objects.filter(state=Work.State.RUNNING).update(heartbeat_at=now - timedelta(minutes=2))


def show(postman, mails: int, killed: int, took: str) -> None:
    """One paragraph on the run."""
    from django.db import connection
    from django.db.models import Count, Q

    from allteach.messaging.models import Message
    from scripts.soak.letters import arrived

    came = arrived(postman)
    letters = dict(Message.objects.values_list("pk", "letter"))
    doubled = sum(times > 1 for pk, times in came.items() if letters[pk] == "digest")
    twice = sum(times > 1 for pk, times in came.items() if letters[pk] == "invitation")
    lost = sum(came[pk] == 0 for pk, letter in letters.items() if letter == "invitation")
    uncertain = Message.objects.aggregate(many=Count("pk", filter=Q(state="uncertain")))["many"]
    print(
        f"\n{mails:,} mails on {connection.vendor}, {killed} workers killed, {sum(postman.does.met.values()):,} "
        f"conversations of which {sum(postman.does.met.values()) - postman.does.met['takes']:,} met a fault: "
        f"weekly letters doubled {doubled}, invitations lost {lost}; {twice} invitations came twice, "
        f"{uncertain} weekly letters are listed as uncertain. {took}.",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
