"""Pre-work is signed off by those who support a team, undone with a reason; readiness excludes nobody."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from allteach.collaboratives import events
from allteach.collaboratives.actions.prework import review_readiness, sign_off, undo_sign_off
from allteach.collaboratives.models import ReadinessReview, SignOff
from allteach.collaboratives.permissions import can_sign_off
from allteach.collaboratives.prework import ITEMS, WEEKS
from allteach.collaboratives.queries.prework import prework_weeks, readiness_of, reviews_of, sign_offs_of, undone_of
from allteach.collaboratives.readiness import QUESTIONS, suggestion
from allteach.core.models import Event
from allteach.spaces.roles import Role
from tests.collaboratives.rounds import refused_fields
from tests.factories import ApplicationFactory, MembershipFactory

AIM = ITEMS["aim"]
YES = dict.fromkeys(QUESTIONS, 3)


# --- Items ---------------------------------------------------------------------------------------------------------


def test_the_items_stand_in_the_order_of_their_weeks_within_the_ten():
    weeks = [(item.first_week, item.last_week) for item in ITEMS.values()]

    assert weeks == sorted(weeks)
    assert all(1 <= first <= last <= WEEKS for first, last in weeks)


def test_an_item_is_due_on_the_last_day_of_its_last_week():
    begins = date(2024, 11, 25)

    assert (AIM.starts_on(begins), AIM.due_on(begins)) == (date(2024, 12, 2), date(2024, 12, 15))
    assert ITEMS["first_tests"].due_on(begins) == date(2025, 2, 2)


def test_pre_work_is_the_ten_weeks_before_the_first_session(world):
    assert world.falls_timetable

    weeks = prework_weeks([world.falls.pk, world.sugar.pk])

    assert list(weeks) == [world.falls.pk]
    falls = weeks[world.falls.pk]
    assert (falls.begins_on, falls.ends_on, falls.many) == (date(2024, 11, 25), date(2025, 2, 2), 10)


# --- Signing off ---------------------------------------------------------------------------------------------------


def test_an_item_is_signed_off_once_with_who_and_when(world):
    one = sign_off(team=world.ward_7, item=AIM, words="Read it together", by=world.dana)
    same = sign_off(team=world.ward_7, item=AIM, words="Again", by=world.esi)

    assert (one, one.signed_by, one.words) == (same, world.dana, "Read it together")
    assert list(sign_offs_of([world.ward_7.pk])) == [(world.ward_7.pk, "aim")]
    assert Event.objects.filter(name=events.PREWORK_SIGNED_OFF, space=world.ward_7.pk).count() == 1


def test_what_is_signed_off_is_searched_for_patients(world):
    said = {"team": world.ward_7, "item": AIM, "words": "Card 1234567897", "by": world.dana}

    assert refused_fields(sign_off, **said) == ["words"]
    assert SignOff.objects.count() == 0


def test_a_sign_off_is_undone_with_a_reason_and_can_be_given_again(world):
    signed = sign_off(team=world.ward_7, item=AIM, by=world.dana)
    assert refused_fields(undo_sign_off, sign_off=signed, reason=" ", by=world.dana) == ["reason"]

    for _time in range(2):
        undo_sign_off(sign_off=signed, reason="It has no number yet", by=world.esi)
    again = sign_off(team=world.ward_7, item=AIM, by=world.dana)

    undone = undone_of(world.ward_7.pk)
    assert [(one.undone_by, one.undone_reason) for one in undone] == [(world.esi, "It has no number yet")]
    assert sign_offs_of([world.ward_7.pk]) == {(world.ward_7.pk, "aim"): again}
    assert Event.objects.filter(name=events.SIGN_OFF_UNDONE).count() == 1


@pytest.mark.parametrize(
    ("name", "item", "may"),
    [
        ("dana", "aim", True),
        ("dana", "population", False),
        ("dana", "baseline", False),
        ("esi", "aim", True),
        ("esi", "population", True),
        ("esi", "first_tests", True),
        ("amina", "aim", False),
        ("ben", "population", False),
        ("chidi", "aim", False),
        ("farah", "aim", False),
    ],
)
def test_whoever_an_item_names_signs_it_off_and_the_director_stands_in(world, name, item, may):
    world.everybody()

    assert can_sign_off(world.again(getattr(world, name)), world.ward_7, ITEMS[item]) is may


def test_a_data_lead_and_an_adviser_sign_off_what_is_theirs(world):
    data_lead, adviser = world.stan, world.gil
    MembershipFactory(person=data_lead, space=world.ward_7, role=Role.DATA_LEAD)
    MembershipFactory(person=adviser, space=world.falls, role=Role.IMPROVEMENT_ADVISER)

    theirs = {
        person: {key for key, item in ITEMS.items() if can_sign_off(world.again(person), world.ward_7, item)}
        for person in (data_lead, adviser)
    }

    assert theirs == {data_lead: {"population"}, adviser: {"baseline"}}


# --- Readiness -----------------------------------------------------------------------------------------------------


def test_there_are_twelve_questions_and_what_they_suggest():
    assert len(QUESTIONS) == 12
    assert suggestion(YES) == "ready"
    assert suggestion({**YES, "meeting": 1}) == "with_help"
    assert suggestion({**YES, "partner": 0}) == "with_help"
    assert suggestion({**YES, "counts": 0}) == "pause"
    assert suggestion({}) == "with_help"


def test_a_review_is_kept_and_put_right_on_the_same_day(world):
    said = {"team": world.ward_7, "by": world.amina, "outcome": "ready"}
    review_readiness(**said, answers={**YES, "staff": 2}, evidence={"staff": "Told at the huddle"})
    review_readiness(**said, answers=YES, version=1)

    review = ReadinessReview.objects.get()
    assert (review.answers, review.evidence, review.version) == (YES, {}, 2)
    assert readiness_of([world.ward_7.pk]) == {world.ward_7.pk: review}


def test_reviews_of_two_days_stand_beside_each_other(world):
    review_readiness(team=world.ward_7, answers=YES, outcome="ready", by=world.amina)
    ReadinessReview.objects.update(on=timezone.localdate() - timedelta(days=9))
    review_readiness(team=world.ward_7, answers=YES, outcome="ready", by=world.amina)

    assert [(timezone.localdate() - review.on).days for review in reviews_of(world.ward_7.pk)] == [0, 9]


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"answers": {**YES, "staff": 7}}, ["answer_staff"]),
        ({"answers": {}}, sorted(f"answer_{key}" for key in QUESTIONS)),
        ({"outcome": "perhaps"}, ["outcome"]),
        ({"outcome": "with_help"}, ["help_words", "helper"]),
        ({"outcome": "pause", "help_words": "A clerk for two weeks"}, ["helper"]),
        ({"evidence": {"staff": "x" * 301}}, ["evidence_staff"]),
        ({"evidence": {"staff": "Card 1234567897"}}, ["evidence_staff"]),
        ({"outcome": "pause", "helper": "Dana", "help_words": "Card 1234567897"}, ["help_words"]),
    ],
)
def test_what_a_review_lacks_is_refused_at_its_field(world, said, fields):
    usual = {"team": world.ward_7, "answers": YES, "outcome": "ready", "by": world.amina}

    assert refused_fields(review_readiness, **{**usual, **said}) == fields
    assert ReadinessReview.objects.count() == 0


def test_two_who_review_at_once_are_told(world):
    said = {"team": world.ward_7, "answers": YES, "outcome": "ready", "by": world.amina}
    review_readiness(**said, version=0)

    with pytest.raises(ValidationError) as refused:
        review_readiness(**said, version=0)

    assert refused.value.code == "conflict"


def test_a_practice_that_applies_reviews_itself_without_a_team(world):
    application = ApplicationFactory()

    review = review_readiness(application=application, answers=YES, outcome="ready", by=application.begun_by)

    assert (review.team, review.application) == (None, application)
