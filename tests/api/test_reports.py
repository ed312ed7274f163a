"""Reports by the API: what was sent, to whom it may be read, through the same rule for small numbers."""

from decimal import Decimal

import pytest

from allteach.improvement.models import AimVersion
from allteach.progress import actions
from allteach.spaces.roles import Role
from tests.factories import AimFactory, ImplementedChangeFactory, MembershipFactory
from tests.web.access_monthly_reports import JUNE, draft, sent


def asked(client, world, name, address):
    client.force_login(getattr(world, name).account)
    response = client.get(address)
    return response.status_code, response.json()


def test_the_latest_version_is_told_as_it_was_sent(client, world):
    assert world.ward_7_falls
    sent(world)
    actions.save_report(team=world.ward_7, month=JUNE, learnt="Not sent yet.", by=world.amina)

    status, report = asked(client, world, "esi", "/api/teams/ward-7/reports/2025-06")

    assert status == 200
    assert (report["version"], report["learnt"], report["state"]) == (1, "Rails down helped.", "sent")
    assert report["plan"] == [{"what": "Ask the night shift", "who": "", "until": "2025-07-01"}]
    [measure] = report["measures"]
    assert (measure["measure"], measure["numerator"], measure["denominator"]) == ("falls-harm", 5, 42)


def test_a_team_lists_what_it_has_sent_and_no_draft(client, world):
    draft(world)
    assert asked(client, world, "amina", "/api/teams/ward-7/reports")[1]["items"] == []
    assert asked(client, world, "amina", "/api/teams/ward-7/reports/2025-06")[0] == 404

    sent(world)

    [item] = asked(client, world, "amina", "/api/teams/ward-7/reports")[1]["items"]
    assert (item["month"], item["state"]) == ("2025-06", "sent")


@pytest.mark.parametrize(("name", "status"), [("chidi", 404), ("gil", 404), ("ben", 200), ("dana", 200), ("esi", 200)])
def test_another_team_finds_nothing(client, world, name, status):
    world.everybody()
    sent(world)

    assert asked(client, world, name, "/api/teams/ward-7/reports/2025-06")[0] == status
    assert asked(client, world, name, "/api/teams/ward-7/reports")[0] == status


def test_another_team_that_knows_of_it_may_not_read(client, world):
    assert world.clinic
    assert asked(client, world, "gil", "/api/teams/clinic/reports")[0] == 403


def test_small_numbers_are_hidden_from_faculty(client, world):
    assert world.clinic_feet
    april = JUNE.previous().previous()
    report = actions.save_report(team=world.clinic, month=april, learnt="Few came.", by=world.farah)
    actions.send_report(report=report, by=world.farah)
    MembershipFactory(space=world.sugar, role=Role.FACULTY, person=world.stan)

    [theirs] = asked(client, world, "stan", "/api/teams/clinic/reports/2025-04")[1]["measures"]
    [own] = asked(client, world, "farah", "/api/teams/clinic/reports/2025-04")[1]["measures"]

    assert (own["numerator"], own["denominator"]) == (3, 8)
    assert (theirs["numerator"], theirs["denominator"], theirs["value"]) == (None, None, None)
    assert theirs["hidden"] == "hidden: fewer than 10 people"


def test_only_months_have_reports(client, world):
    assert asked(client, world, "amina", "/api/teams/ward-7/reports/2025-Q2")[0] == 404


def test_every_part_of_a_report_is_told(client, world):
    assert world.ward_7_falls
    aim = AimFactory(team=world.ward_7)
    AimVersion.objects.filter(aim=aim).update(at="2025-06-02T12:00Z")
    actions.score_self(team=world.ward_7, month=JUNE.start, value=Decimal("2.5"), words="Two tests", by=world.amina)
    ImplementedChangeFactory(team=world.ward_7, title="Rails down", owner_post="Ward clerk")
    report = actions.save_report(
        team=world.ward_7,
        month=JUNE,
        learnt="Rails down helped.",
        involvement="Two patients read the card.",
        population_size=42,
        hours_used=Decimal(3),
        hours_planned=Decimal(4),
        mood=4,
        by=world.amina,
    )
    actions.send_report(report=report, by=world.amina)

    told = asked(client, world, "dana", "/api/teams/ward-7/reports/2025-06")[1]

    assert told["aim"] | {"number": 1, "what_improves": "reduce falls", "target": "3"} == told["aim"]
    assert (told["population_size"], told["involvement"], told["mood"]) == (42, "Two patients read the card.", 4)
    assert (told["hours_used"], told["hours_planned"]) == ("3", "4")
    assert (told["own_score"], told["own_score_words"], told["agreed_score"]) == ("2.5", "Two tests", "")
    assert [(change["title"], change["owner_post"], change["is_new"]) for change in told["changes"]] == [
        ("Rails down", "Ward clerk", True)
    ]
    assert (told["tests_opened"], told["meetings"], told["meeting_minutes"], told["partner_meetings"]) == (0, 0, 0, 0)
    assert (told["removed"], told["spread"]) == ([], [])


def test_what_a_team_noted_of_its_number_is_told_to_those_who_see_its_reasons(client, world):
    chart = world.ward_7_falls
    chart.measurements.filter(period_start=JUNE.start).update(remark="canarynoted")
    sent(world)
    MembershipFactory(space=world.falls, role=Role.FACULTY, person=world.stan)

    notes = {
        who: asked(client, world, who, "/api/teams/ward-7/reports/2025-06")[1]["measures"][0]["note"]
        for who in ("amina", "dana", "stan")
    }

    assert notes == {"amina": "canarynoted", "dana": "canarynoted", "stan": ""}
