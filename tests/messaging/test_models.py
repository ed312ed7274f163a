"""What rows are called, where a person sees them by chance."""

from allteach.messaging.models import LetterDay, Message, Noticed, Preference, RefusedAddress
from allteach.people.models import Person

AMINA = Person(name="Amina")


def test_rows_say_what_they_are():
    assert str(Noticed(event_id=12)) == "12"
    assert str(Message(letter="month_due", reader="person:12")) == "month_due to person:12 (waiting)"
    assert str(Preference(person=AMINA, letter="month_due", pace="weekly")) == "Amina: month_due weekly"
    assert str(LetterDay(person=AMINA, weekday=6, hour=20)) == "Amina: Sunday, 20"
    assert str(RefusedAddress(digest="0123456789abcdef", code=550)) == "01234567 (550)"  # Never the address.
