"""What rows are called."""

from datetime import date
from decimal import Decimal

from allteach.collaboratives.models import (
    Application,
    ApplicationWriter,
    CharterVersion,
    DecidedThresholds,
    Goal,
    ProposedPerson,
    ReadinessReview,
    Recruitment,
    SignOff,
    Target,
    TeamProfile,
    Timetable,
)


def test_rows_say_what_they_are(world):
    feet = Goal(words="Feet checked")

    assert str(feet) == "Feet checked"
    assert str(Target(goal=feet, value=Decimal(75), holds_from=date(2025, 3, 1))) == "Feet checked: 75"
    assert str(TeamProfile(team=world.ward_7)) == "Ward 7"
    assert str(Timetable(space=world.falls)) == "Calendar of Falls"
    assert str(DecidedThresholds(space=world.falls)) == "Thresholds of Falls"
    assert str(CharterVersion(charter=world.falls_charter, number=2)) == "Charter, version 2"
    assert str(SignOff(item="aim", team=world.ward_7)) == "aim of Ward 7"
    assert str(Recruitment(number=2, space=world.falls)) == "Recruitment 2 of Falls"


def test_an_application_and_its_people_are_called_by_their_practice_and_its_site(world):
    one, of_a_site = Application(practice="Hill Practice"), Application(practice="Hill Practice", site="East")

    assert (str(one), str(of_a_site)) == ("Hill Practice", "Hill Practice, East")
    assert str(ApplicationWriter(name="Gil", application=one)) == "Gil on Hill Practice"
    assert str(ProposedPerson(name="Kim", application=of_a_site)) == "Kim for Hill Practice, East"
    assert str(ReadinessReview(team=world.ward_7)) == "Readiness of Ward 7"
    assert str(ReadinessReview(application=one)) == "Readiness of Hill Practice"
