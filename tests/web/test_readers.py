"""What an evaluator and a funder reach: beside the cast of the table of access, which has neither."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from allteach.collaboratives.models import Application, Decision
from allteach.progress.models import ReportVersion
from allteach.spaces.roles import Role
from tests.factories import (
    AccountFactory,
    ApplicationFactory,
    CycleFactory,
    MembershipFactory,
    RecruitmentFactory,
    SentReportFactory,
)

# Page, what stands in its address, and the answers to the evaluator and to the funder.
ROWS = (
    ("collaboratives:collaborative", ["falls"], 200, 200),
    ("collaboratives:charter", ["falls"], 200, 200),
    ("collaboratives:teams", ["falls"], 200, 200),
    ("calendars:calendar", ["falls"], 200, 200),
    ("meetings:meetings", ["falls"], 200, 200),
    ("measures:measures", ["falls"], 200, 200),
    ("measures:measure", ["falls", "falls-harm"], 200, 200),
    ("recruitment:selection", ["falls"], 200, 200),
    ("scores:scores", ["falls"], 200, 200),
    ("monthly_reports:queue", ["falls"], 200, 403),
    ("grid:team_grid", ["falls"], 403, 403),
    ("documents:call_pack", ["falls"], 403, 403),
    ("scores:queue", ["falls", "2025-06"], 403, 403),
    ("scores:health", ["falls"], 403, 403),
    ("coaching:caseloads", ["falls"], 403, 403),
    ("coaching:follow_up", ["falls"], 403, 403),
    ("prework:prework_of_all", ["falls"], 403, 403),
    ("spaces:record", ["falls"], 403, 403),
    ("collaboratives:set_thresholds", ["falls"], 403, 403),
    ("recruitment:announce_recruitment", ["falls"], 403, 403),
    ("teams:team", ["ward-7"], 200, 404),
    ("measures:chart", ["ward-7", "falls-harm"], 200, 404),
    ("improvement:cycles", ["ward-7"], 200, 404),
    ("monthly_reports:reports", ["ward-7"], 200, 404),
    ("monthly_reports:report", ["ward-7", "2025-06"], 200, 404),
    ("scores:team_scores", ["ward-7"], 200, 404),
    ("coaching:contacts", ["ward-7"], 403, 404),
    ("meetings:team_meetings", ["ward-7"], 200, 404),
)


@pytest.fixture
def falls(world):
    """Falls with a calendar, a chart, a test, a report that was sent and a round to apply in; and its two readers."""
    world.everybody()
    for made in (world.falls_timetable, world.ward_7_falls, world.falls_charter):
        assert made
    CycleFactory(team=world.ward_7, title="Goal card", audience="collaborative", state="doing")
    report = SentReportFactory(team=world.ward_7, sent_at=timezone.now(), sent_by=world.amina)
    ReportVersion.objects.create(report=report, number=1, said={}, told={}, sent_at=report.sent_at, sent_by=world.amina)
    for name, role in (("evaluator", Role.EVALUATOR), ("funder", Role.FUNDER)):
        person = AccountFactory(person__name=name.capitalize()).person
        MembershipFactory(person=person, space=world.falls, role=role)
        setattr(world, name, person)
    world.round = RecruitmentFactory(space=world.falls)
    return world


def answer(client, world, who, name, args):
    client.force_login(getattr(world, who).account)
    return client.get(reverse(name, args=args))


@pytest.mark.parametrize(("name", "args", "evaluator", "funder"), ROWS, ids=[f"{row[0]}-{row[1][0]}" for row in ROWS])
def test_what_an_evaluator_and_a_funder_reach(client, falls, name, args, evaluator, funder):
    answers = [answer(client, falls, who, name, args).status_code for who in ("evaluator", "funder")]

    assert answers == [evaluator, funder]


def test_the_pages_a_funder_reaches_name_no_team(client, falls):
    pages = [
        answer(client, falls, "funder", name, args).content.decode()
        for name, args, _evaluator, funder in ROWS
        if funder == 200
    ]

    assert [page for page in pages if "Ward 7" in page or "Ward 9" in page or "/teams/ward" in page] == []


# --- applications --------------------------------------------------------------------------------------------------


@pytest.fixture
def applied(falls):
    """Two practices applied; one lets those who study read. What was decided about it is not announced."""
    opened, kept = (
        ApplicationFactory(recruitment=falls.round, begun_by=falls.stan, is_sent=True, practice=practice)
        for practice in ("Open Door", "Shut Door")
    )
    Application.objects.filter(pk=opened.pk).update(
        may_be_studied=True, decision=Decision.DECLINE, reasons="canaryreasons", decided_at=timezone.now(),
        decided_by=falls.esi,
    )  # fmt: skip
    return opened, kept


def test_an_evaluator_reads_the_applications_of_those_who_agreed_and_counts_all(client, falls, applied):
    opened, _kept = applied

    page = answer(client, falls, "evaluator", "recruitment:selection", ["falls"]).content.decode()
    told = [answer(client, falls, "evaluator", "recruitment:application", [each.pk]) for each in applied]

    assert ("Open Door" in page, "Shut Door" in page) == (True, False)
    assert [response.status_code for response in told] == [200, 404]
    assert "Decline" not in page
    assert "canaryreasons" not in told[0].content.decode()
    Application.objects.filter(pk=opened.pk).update(announced_at=timezone.now() - timedelta(days=1))
    assert "Decline" in answer(client, falls, "evaluator", "recruitment:selection", ["falls"]).content.decode()


def test_a_funder_counts_applications_and_reads_none(client, falls, applied):
    page = answer(client, falls, "funder", "recruitment:selection", ["falls"]).content.decode()
    told = [answer(client, falls, "funder", "recruitment:application", [each.pk]).status_code for each in applied]
    file = answer(client, falls, "funder", "recruitment:selection", ["falls"]).wsgi_request.path + "?as=csv"

    assert "Applications sent" in page
    assert ("Open Door" in page, "Shut Door" in page) == (False, False)
    assert told == [404, 404]
    assert "Door" not in b"".join(client.get(file).streaming_content).decode()


def test_a_practice_says_whether_those_who_study_may_read(client, falls):
    draft = ApplicationFactory(recruitment=falls.round, begun_by=falls.stan)
    client.force_login(falls.stan.account)
    address = reverse("recruitment:write_part", args=[draft.pk, "promises"])
    promised = {"promises": draft.promises, "version": "0"}

    client.post(address, promised | {"may_be_studied": "on"})
    draft.refresh_from_db()
    said = draft.may_be_studied
    client.post(address, promised | {"version": "1"})
    draft.refresh_from_db()

    assert (said, draft.may_be_studied) == (True, False)
