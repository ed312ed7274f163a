"""What staff and those who invite are told of what became of mails."""

from datetime import UTC, datetime, timedelta

import pytest

from allteach.messaging import queries
from allteach.messaging.models import Message

pytestmark = pytest.mark.django_db

MADE = datetime(2026, 3, 5, 10, tzinfo=UTC)


@pytest.fixture
def mails(world):
    """One mail a day in each state, the oldest first, but for two about one invitation."""
    return [
        Message.objects.create(
            letter="invitation",
            person=world.amina,
            reader=f"person:{world.amina.pk}",
            about=f"spaces.invitation:{about}",
            period=str(day),
            state=state,
            made_at=MADE + timedelta(days=day),
            due_at=MADE,
        )
        for day, (about, state) in enumerate(
            [(1, "failed"), (2, "sent"), (3, "uncertain"), (1, "waiting"), (4, "failed"), (5, "sent")]
        )
    ]


def test_of_each_thing_the_newest_mail_about_it_is_told(mails):
    found = queries.mails_about(["spaces.invitation:1", "spaces.invitation:2", "spaces.invitation:99"])

    assert found == {"spaces.invitation:1": mails[3], "spaces.invitation:2": mails[1]}


def test_all_mails_begin_with_what_did_not_arrive_and_are_newest_first(mails):
    assert list(queries.mails()) == [mails[number] for number in (4, 2, 0, 5, 3, 1)]


def test_mails_that_did_not_arrive_or_may_not_have_are_newest_first(mails):
    assert list(queries.undelivered()) == [mails[number] for number in (4, 2, 0)]


def test_mails_are_counted_by_what_became_of_them(mails):
    assert queries.mails_by_state() == {"failed": 2, "sent": 2, "uncertain": 1, "waiting": 1}
