"""What rows are called, where a person sees them by chance."""

from datetime import date
from decimal import Decimal

from allteach.improvement.models import AimAgreement, AimVersion, Prediction, Ramp
from allteach.people.models import Person


def test_rows_say_what_they_are():
    version = AimVersion(what_improves="reduce falls", number=2, target_value=Decimal(3), by_when=date(2027, 6, 30))

    assert str(version) == "reduce falls, version 2"
    assert str(AimAgreement(version=version, person=Person(name="Ben"))) == "Ben agreed to reduce falls, version 2"
    assert str(Ramp(title="Goal card")) == "Goal card"
    assert str(Prediction(question="How long?")) == "How long?"
    assert str(Prediction(question="How long?", prediction="Five minutes")) == "Five minutes"
