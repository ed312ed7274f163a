"""Scores on pages: the evidence beside the scale, two who do not see each other's, and nothing told before its time."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from allteach.collaboratives.models import DecidedThresholds
from allteach.progress import actions
from allteach.progress.models import AssessmentScore, HealthCheck, SelfScore, StaffScore
from allteach.spaces.roles import Role
from tests.factories import AccountFactory, MembershipFactory, TeamFactory

JUNE = date(2025, 6, 1)
CANARIES = ("canaryofesi", "canaryofadviser", "canaryjustified", "canarysuggested", "canarywhylower", "canarychanged")


@pytest.fixture
def falls(world):
    """The falls collaborative with both scorers; ward 7 has a calendar and numbers."""
    world.everybody()
    assert world.falls_timetable
    assert world.ward_7_falls
    account = AccountFactory(person__name="Hana", email="hana@allteach.example")
    MembershipFactory(person=account.person, space=world.falls, role=Role.IMPROVEMENT_ADVISER)
    world.hana = account.person
    return world


def member(world, space, role, name):
    account = AccountFactory(person__name=name, email=f"{name.lower()}@allteach.example")
    MembershipFactory(person=account.person, space=space, role=role)
    return account.person


def signed_in(client, person):
    client.force_login(person.account)
    return client


def said(client, address) -> str:
    return client.get(address).content.decode()


def unreleased(world):
    """June of ward 7: both scored, agreed and not released, with a canary in every text."""
    ward = {"team": world.ward_7, "month": JUNE}
    actions.score_team(**ward, value=Decimal("2.5"), words="canaryofesi", by=world.esi)
    actions.score_team(**ward, value=Decimal("3.5"), words="canaryofadviser", by=world.hana)
    return actions.agree_score(
        **ward,
        value=Decimal("3.0"),
        justification="canaryjustified",
        suggestions="canarysuggested",
        why_lower="canarywhylower",
        by=world.esi,
    )


# --- What nobody learns before its time ----------------------------------------------------------------------------


def test_the_directors_record_and_data_hold_nothing_of_the_others_score(falls, client):
    actions.score_team(team=falls.ward_7, month=JUNE, value=Decimal("4.5"), words="canaryofadviser", by=falls.hana)
    signed_in(client, falls.esi)

    pages = [
        said(client, "/spaces/falls/record/"),
        said(client, "/teams/ward-7/scores/2025-06/"),
        said(client, "/teams/ward-7/scores/"),
        said(client, "/spaces/falls/scores/2025-06/"),
        said(client, "/spaces/falls/grid/?show=scores"),
    ]

    assert [page for page in pages if "canaryofadviser" in page or "4.5</b>" in page] == []
    assert "A team was scored" in pages[0]


def test_once_released_the_team_reads_the_score_with_its_reasons_and_never_the_two_behind_it(falls, client):
    actions.release_score(score=unreleased(falls), by=falls.hana)
    signed_in(client, falls.amina)

    page = said(client, "/teams/ward-7/scores/")

    assert [canary in page for canary in CANARIES] == [False, False, True, True, True, False]
    assert "3.0: A little better" in page


# --- Scoring -------------------------------------------------------------------------------------------------------


def test_a_scorer_sees_the_evidence_beside_the_scale_and_what_is_missing_for_the_next_step(falls, client):
    signed_in(client, falls.esi)

    page = said(client, "/teams/ward-7/scores/2025-06/")

    assert 'By the record: <b class="at-strong">0.5: Signed up</b>' in page
    assert "Write the aim, if only as a draft." in page
    assert page.count('name="value"') == 10


def test_two_score_apart_then_agree_and_release(falls, client):
    signed_in(client, falls.esi).post("/teams/ward-7/scores/2025-06/", {"value": "2.5", "words": "x", "version": "0"})
    before = said(signed_in(client, falls.hana), "/teams/ward-7/scores/2025-06/")
    client.post("/teams/ward-7/scores/2025-06/", {"value": "3.0", "words": "y", "version": "0"})
    after = said(client, "/teams/ward-7/scores/2025-06/")
    answer = client.post(
        "/teams/ward-7/scores/2025-06/agree/",
        {"value": "3.0", "justification": "Fewer falls", "version": "0", "is_released": "on"},
    )

    assert ("Both scores are in" in before, "Both scores are in" in after) == (False, True)
    assert answer.headers["Location"] == "/spaces/falls/scores/2025-06/"
    assert AssessmentScore.objects.get().is_released


def test_a_score_without_a_reason_is_not_released_and_nothing_that_was_typed_is_lost(falls, client):
    actions.score_team(team=falls.ward_7, month=JUNE, value=Decimal("2.5"), by=falls.esi)
    actions.score_team(team=falls.ward_7, month=JUNE, value=Decimal("2.5"), by=falls.hana)
    signed_in(client, falls.esi)

    answer = client.post(
        "/teams/ward-7/scores/2025-06/agree/",
        {"value": "2.5", "suggestions": "Try slippers", "version": "0", "is_released": "on"},
    )

    page = answer.content.decode()
    assert "Say why: a score is released only with its reasons." in page
    assert "Try slippers" in page
    assert not AssessmentScore.objects.exists()


def test_whoever_belongs_to_a_team_is_told_that_somebody_else_scores_it(falls, client):
    MembershipFactory(person=falls.esi, space=falls.ward_7, role=Role.TEAM_MEMBER)
    signed_in(client, falls.esi)

    page = said(client, "/teams/ward-7/scores/2025-06/")
    answer = client.post("/teams/ward-7/scores/2025-06/", {"value": "2.5", "version": "0"})

    assert "Somebody else scores this team." in page
    assert "You belong to this team, so somebody else scores it." in answer.content.decode()
    assert not StaffScore.objects.exists()


def test_two_who_agree_at_once_read_both_texts(falls, client):
    score = unreleased(falls)
    signed_in(client, falls.hana)

    answer = client.post(
        "/teams/ward-7/scores/2025-06/agree/",
        {"value": "2.5", "justification": "Not yet", "version": "0"},
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("canaryjustified" in page, "Not yet" in page) == (True, True)
    assert AssessmentScore.objects.get().version == score.version


def test_nonsense_is_refused_at_its_field(falls, client):
    signed_in(client, falls.esi)

    answer = client.post("/teams/ward-7/scores/2025-06/", {"value": "eleven", "version": "x"})

    assert answer.status_code == 200
    assert "Choose one of the answers." in answer.content.decode()


@pytest.mark.parametrize("month", ["2025-06-01", "2025-W22", "2025-Q2"])
def test_only_months_are_scored(falls, client, month):
    signed_in(client, falls.esi)

    assert client.get(f"/teams/ward-7/scores/{month}/").status_code == 404


def test_the_queue_says_what_each_team_waits_for(falls, client):
    actions.score_team(team=falls.ward_7, month=JUNE, value=Decimal("2.5"), by=falls.esi)

    of_esi = said(signed_in(client, falls.esi), "/spaces/falls/scores/2025-06/")
    of_hana = said(signed_in(client, falls.hana), "/spaces/falls/scores/2025-06/")

    assert ("One team waits for you" in of_esi, "Waits for the other scorer" in of_esi) == (True, True)
    assert "2 teams wait for you" in of_hana


def test_the_queue_says_when_a_scorer_is_missing(world, client):
    world.everybody()

    page = said(signed_in(client, world.esi), "/spaces/falls/scores/2025-06/")

    assert "Nobody here is Improvement adviser yet" in page


# --- A team's own score --------------------------------------------------------------------------------------------


def test_a_team_says_where_it_stands_and_finds_it_again(falls, client):
    signed_in(client, falls.amina)

    client.post("/teams/ward-7/scores/2025-06/self/", {"value": "3.0", "words": "Three tests", "version": "0"})
    page = said(client, "/teams/ward-7/scores/2025-06/self/")

    assert SelfScore.objects.get().is_of_team
    assert 'value="3.0"' in page.split("checked")[0][-200:]
    assert "Three tests" in page


# --- How scores spread ---------------------------------------------------------------------------------------------


def released_for(world, teams: int):
    for number in range(teams):
        team = TeamFactory(parent=world.falls, name=f"Ward {20 + number}", organisation=world.hospital, signed=False)
        at = {"released_at": "2025-07-10T09:00Z", "released_by": world.esi}
        AssessmentScore.objects.create(
            team=team, month=JUNE, value=Decimal("4.0") if number else Decimal("2.0"), justification="x",
            agreed_by=world.esi, agreed_at="2025-07-09T09:00Z", **at,
        )  # fmt: skip


def test_a_month_is_shown_to_all_once_so_many_scores_are_released_that_no_team_can_be_told(falls, client):
    released_for(falls, 4)
    four = said(signed_in(client, falls.chidi), "/spaces/falls/scores/")
    one_more = TeamFactory(parent=falls.falls, organisation=falls.hospital, signed=False)
    AssessmentScore.objects.create(
        team=one_more, month=JUNE, value=Decimal("4.0"), justification="x", agreed_by=falls.esi,
        agreed_at="2025-07-09T09:00Z", released_at="2025-07-10T09:00Z", released_by=falls.esi,
    )  # fmt: skip
    five = said(client, "/spaces/falls/scores/")

    assert ("June 2025" in four, "5 teams" in four, "Not shown: June 2025" in four) == (True, False, True)
    assert ("5 teams" in five, "4 of 5" in five, "Not shown" in five) == (True, True, False)


def test_a_month_of_which_a_score_waits_is_not_shown_to_all(falls, client):
    released_for(falls, 5)
    unreleased(falls)

    of_chidi = said(signed_in(client, falls.chidi), "/spaces/falls/scores/")
    of_esi = said(signed_in(client, falls.esi), "/spaces/falls/scores/")

    assert ("5 teams" in of_chidi, "5 teams" in of_esi) == (False, True)


def test_the_collaborative_decides_how_many_scores_are_enough(falls, client):
    released_for(falls, 3)
    DecidedThresholds.objects.create(space=falls.falls, decided={"score.least_teams": "3"})

    assert "3 teams" in said(signed_in(client, falls.chidi), "/spaces/falls/scores/")


def test_no_page_of_the_distribution_names_a_team(falls, client):
    released_for(falls, 5)

    page = said(signed_in(client, falls.chidi), "/spaces/falls/scores/")
    client.force_login(falls.chidi.account)
    file = b"".join(client.get("/spaces/falls/scores/?as=csv").streaming_content).decode()

    assert "Ward 2" not in page
    assert file.splitlines()[1].split(",")[1:5] == ["0", "0", "0", "1"]


# --- The collaborative itself --------------------------------------------------------------------------------------


def test_staff_see_how_others_rate_the_collaborative_without_their_names(falls, client):
    ratings = ("changes", "measures", "topic", "leaders", "support", "pioneers", "motivation")
    sent = {**dict.fromkeys(ratings, "3"), "words": "Fewer measures", "version": "0"}
    signed_in(client, falls.esi).post("/spaces/falls/health/1/", sent)
    signed_in(client, falls.dana).post("/spaces/falls/health/1/", {**sent, "topic": "5", "words": ""})

    page = said(client, "/spaces/falls/health/")

    assert HealthCheck.objects.count() == 2
    assert ("Fewer measures" in page, "Esi" in page, "2 answers" in page) == (True, False, True)


def test_a_thing_that_is_not_rated_is_asked_for_again(falls, client):
    answer = signed_in(client, falls.esi).post(
        "/spaces/falls/health/1/", {"topic": "3", "words": "Kept", "version": "0"}
    )

    page = answer.content.decode()
    assert page.count("Please answer this.") >= 6
    assert "Kept" in page
    assert not HealthCheck.objects.exists()


def test_a_scorer_is_asked_to_agree_release_or_correct_whatever_comes_next(falls, client):
    def asked() -> tuple[list[str], list[str]]:
        page, tab = said(client, "/teams/ward-7/scores/2025-06/"), said(client, "/teams/ward-7/scores/")
        ways = ("Agree on one score", "Read it again and release it", "Correct the released score")
        offers = ("Score June", "Look at your score", "Agree on the score", "Release the score", "Correct the score")
        return [way for way in ways if way in page], [offer for offer in offers if offer in tab]

    with time_machine.travel(datetime(2025, 7, 14, 15, tzinfo=UTC)):
        signed_in(client, falls.esi)
        ward, steps = {"team": falls.ward_7, "month": JUNE, "value": Decimal("2.5")}, [asked()]
        actions.score_team(**ward, by=falls.esi)
        steps.append(asked())
        actions.score_team(**ward, by=falls.hana)
        steps.append(asked())
        score = actions.agree_score(**ward, justification="Fewer falls", by=falls.hana)
        steps.append(asked())
        actions.release_score(score=score, by=falls.hana)
        steps.append(asked())
        page = said(client, "/teams/ward-7/scores/2025-06/")

    assert steps == [
        ([], ["Score June"]),
        ([], ["Look at your score"]),
        (["Agree on one score"], ["Agree on the score"]),
        (["Read it again and release it"], ["Release the score"]),
        (["Correct the released score"], ["Correct the score"]),
    ]
    assert "Released by Hana" in page


def test_the_record_beside_a_month_is_that_of_its_last_day(falls, client):
    signed_in(client, falls.esi)

    of_june, of_today = said(client, "/teams/ward-7/scores/2025-06/"), said(client, "/teams/ward-7/scores/")

    assert "As it stood on 30 June 2025. It suggests; people decide." in of_june
    assert "As it stands today. It suggests; people decide." in of_today
