"""Every report, built from rows and made in every format, by those who may have it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from allteach.collaboratives.models import Recruitment
from allteach.core.language import language_now
from allteach.core.periods import Period
from allteach.progress import actions
from allteach.progress.actions.leaflets import SENTENCES
from allteach.progress.call_pack import call_pack
from allteach.progress.models import AssessmentScore, BarrierAction, MonthlyReport, Storyboard
from allteach.progress.queries.leaflets import leaflet_of
from allteach.progress.queries.results import results_from_record
from allteach.progress.queries.storyboards import session_of
from allteach.progress.told_results import PublicCount, ToldGoal, ToldMeasure, ToldResults
from allteach.reports.call_pack import Call
from allteach.reports.catalogue import REPORTS, build
from allteach.reports.formats import file_of
from allteach.reports.html import html
from allteach.reports.leaflet import Sheet
from allteach.reports.results import Publication
from allteach.reports.storyboard import Wall
from allteach.spaces.models import DataAgreement, Space
from allteach.spaces.roles import Role
from tests.factories import (
    AimFactory,
    AwardFactory,
    CycleFactory,
    ImplementedChangeFactory,
    MembershipFactory,
    RecruitmentFactory,
    TeamFactory,
    TeamMeasureFactory,
    TimetableFactory,
)
from tests.progress.months import a_full_month
from tests.reports.specimens import opened, pages_in

JUNE = Period.parse("2025-06")


def about_a_team(world):
    assert world.clinic_feet
    AimFactory(team=world.clinic)
    CycleFactory(team=world.clinic, title="Goal card")
    ImplementedChangeFactory(team=world.clinic)
    return world.clinic


def about_a_wall(world):
    TimetableFactory(space=world.sugar)
    return Wall(about_a_team(world), session_of(world.sugar, 1), None)


def about_a_leaflet(world):
    said = dict.fromkeys(SENTENCES, "We say it in plain words.")
    actions.write_leaflet(team=world.clinic, language="en-gb", by=world.farah, **said)
    return Sheet(leaflet_of(world.clinic, "en-gb", seen_by=world.farah), is_preview=True)


def about_a_call(world):
    about_a_team(world)
    MembershipFactory(person=world.farah, space=world.sugar, role=Role.DIRECTOR)
    TimetableFactory(space=world.sugar)
    return Call(Space.objects.select_related("disclosure").get(pk=world.sugar.pk), date(2025, 8, 20))


def about_a_month(world):
    plan = [{"what": "Ask the night shift", "until": date(2025, 7, 1)}]
    report = actions.save_report(
        team=about_a_team(world), month=JUNE, learnt="Mirrors help.", plan=plan, involvement="Two came", by=world.farah
    )
    actions.send_report(report=report, by=world.farah)
    return MonthlyReport.objects.select_related("team", "team__parent").get(pk=report.pk)


def about_a_sponsor(world):
    MembershipFactory(space=world.clinic, role=Role.SPONSOR, person=world.stan)
    report = actions.save_leader_report(
        team=about_a_team(world),
        month=JUNE,
        barrier="No room on Mondays.",
        decision_wanted="May we have room 4?",
        benefit="Four hours a week",
        by=world.farah,
    )
    return actions.send_leader_report(report=report, by=world.farah)


def about_a_round(world):
    round_ = RecruitmentFactory(space=world.sugar, words="Come and learn with us.", contact="hello@sugar.example")
    TimetableFactory(space=world.sugar, first_session=timezone.localdate() + timedelta(days=90))
    return Recruitment.objects.select_related("space").get(pk=round_.pk)


def about_results(world):
    """A first version of the results of Sugar, with a recording and an award whose team wants to be named."""
    about_a_team(world)
    DataAgreement.objects.update(may_publish=True)
    film = {"title": "The first hour", "link": "https://example.org/film", "alternative": "With captions"}
    results = actions.write_results(
        collaborative=world.sugar,
        measures=[world.foot_checks],
        links=[film],
        summary="More feet were looked at.",
        not_worked="Letters.",
        limits="Nobody else was counted.",
        authors="Sugar",
        licence="CC-BY-4.0",
        by=world.farah,
    )
    told = results_from_record(results, language=language_now())
    version = actions.publish_results(results=results, told=told, by=world.farah)
    award = AwardFactory(team=world.clinic)
    return Publication(world.sugar, told, version, awards=[award], address="https://allteach.example/results/1/")


def about_an_award(world):
    return AwardFactory(team=world.clinic, points_at=CycleFactory(team=world.clinic, title="Letters").subject_ptr)


ABOUT = {
    "results": about_results,
    "certificate": about_an_award,
    "team_progress": about_a_team,
    "storyboard": about_a_wall,
    "leaflet": about_a_leaflet,
    "call_pack": about_a_call,
    "monthly_report": about_a_month,
    "leader_report": about_a_sponsor,
    "prospectus": about_a_round,
}


def test_every_report_is_tried():
    assert set(ABOUT) == set(REPORTS)


@pytest.mark.parametrize("key", sorted(REPORTS))
def test_a_report_is_made_in_each_of_its_formats(world, key):
    about = ABOUT[key](world)

    made = build(key, about, seen_by=world.farah)

    assert html(made)
    for form in REPORTS[key].formats:
        assert len(file_of(made, form).content) > 1000


def test_a_team_that_has_nothing_yet_has_a_report_that_says_so(world):
    made = build("team_progress", world.clinic, seen_by=world.farah)

    assert "No measure yet." in html(made)
    assert file_of(made, "pdf").content


def test_another_team_reads_no_small_number(world):
    about_a_team(world)

    own, others = (html(build("team_progress", world.clinic, seen_by=each)) for each in (world.farah, world.gil))

    assert "3 of 8" in own
    assert "3 of 8" not in others
    assert "Numbers that could point to a person are hidden" in others


def test_a_team_with_nothing_yet_has_a_storyboard_of_one_page_and_one_slide(world):
    TimetableFactory(space=world.sugar)
    made = build("storyboard", Wall(world.clinic, session_of(world.sugar, 1), None), seen_by=world.farah)

    assert "Nothing tested yet" in html(made)
    assert pages_in(file_of(made, "pdf").content) == 1
    assert len(opened(file_of(made, "pptx").content).slides) == 1


def test_a_storyboard_with_every_box_full_is_one_page(world):
    session = about_a_wall(world).session
    said = dict.fromkeys(("surprised", "offers", "wants"), "Six hundred letters in each. " * 20)
    storyboard = Storyboard(team=world.clinic, session=1, headline="x" * 80, **said)
    made = build("storyboard", Wall(world.clinic, session, storyboard, is_preview=True), seen_by=world.farah)

    assert pages_in(file_of(made, "pdf").content) == 1
    assert pages_in(file_of(made, "pdf", paper="a1").content) == 1


@pytest.mark.parametrize(
    ("language", "heading"), [("en-gb", "What you may notice"), ("fr-ca", "We say it"), ("cr", "We say it")]
)
def test_a_leaflet_speaks_its_own_language(world, language, heading):
    said = dict.fromkeys(SENTENCES, "We say it in plain words.")
    actions.write_leaflet(team=world.clinic, language=language, by=world.farah, **said)
    sheet = Sheet(leaflet_of(world.clinic, language, seen_by=world.farah), is_preview=True)

    made = build("leaflet", sheet, seen_by=world.farah)

    assert heading in html(made)
    assert made.language.code.lower() == language
    assert pages_in(file_of(made, "pdf").content) == 1


def test_a_call_pack_says_who_is_late_and_asks_and_gives_no_number_of_a_single_team(world):
    call = about_a_call(world)
    assert world.surgery_feet

    made = build("call_pack", call, seen_by=world.again(world.farah))
    said = html(made)

    assert "The month of July 2025" in said
    assert "2 teams. 2 are late. 0 moved. 0 ask for something." in said
    assert "Clinic" in said
    assert "3 of 8" not in said


def test_a_score_that_rose_stands_in_no_word_of_the_call_pack_since_all_teams_see_its_slides(world):
    call = about_a_call(world)
    assert world.surgery
    director = world.again(world.farah)
    before = html(build("call_pack", call, seen_by=director))
    for month, value in ((date(2025, 6, 1), "2.0"), (date(2025, 7, 1), "2.5")):
        now = timezone.now()
        AssessmentScore.objects.create(
            team=world.surgery, month=month, value=Decimal(value), justification="x", agreed_by=world.farah,
            agreed_at=now, released_by=world.farah, released_at=now,
        )  # fmt: skip

    [moved] = call_pack(call.collaborative, seen_by=director, today=call.on).moved

    assert moved.score == (Decimal("2.0"), Decimal("2.5"))
    assert html(build("call_pack", call, seen_by=director)) == before


def test_a_call_pack_before_any_month_was_due_says_so(world):
    call = Call(about_a_call(world).collaborative, date(2025, 2, 1))

    made = build("call_pack", call, seen_by=world.again(world.farah))

    assert "No month was due yet" in html(made)
    assert file_of(made, "pptx").content


@pytest.mark.parametrize("teams", [1, 3])
def test_a_call_pack_asks_as_few_questions_for_three_teams_as_for_one(world, django_assert_max_num_queries, teams):
    call = about_a_call(world)
    for _ in range(teams - 1):
        TeamMeasureFactory(
            team=TeamFactory(parent=world.sugar), measure=world.foot_checks, values=[(60, 140), (63, 141), (70, 144)]
        )
    director = world.again(world.farah)

    with django_assert_max_num_queries(60):  # 42 of the pack, and about six of each chart of all teams together.
        build("call_pack", call, seen_by=director)


def test_a_report_of_a_month_says_what_the_team_wrote_and_what_the_record_tells(world):
    said = html(build("monthly_report", about_a_month(world), seen_by=world.farah))

    for words in ("Mirrors help.", "Ask the night shift, 1 July 2025", "Two came", "Foot checks", "Sent on"):
        assert words in said


def test_a_report_of_a_month_holds_every_part_in_its_order(world):
    assert world.ward_7_falls
    a_full_month(world)
    said = {
        "population_size": 180,
        "hours_used": 6,
        "hours_planned": 8,
        "mood": 4,
        "stuck": "Mondays.",
        "ask": "A card?",
    }
    report = actions.save_report(
        team=world.ward_7, month=JUNE, learnt="Down.", plan=[{"what": "Nights"}], **said, by=world.amina
    )
    actions.send_report(report=report, by=world.amina)
    report = MonthlyReport.objects.select_related("team", "team__parent").get(pk=report.pk)

    made = build("monthly_report", report, seen_by=world.again(world.amina))

    assert [block.title for block in made.blocks] == [
        "The people",
        "The month’s numbers",
        "The charts, as the record stands today",
        "Tests of change",
        "Kept changes",
        "What the team learnt",
        "Where the team is stuck",
        "Spread inside the practice",
        "What the team shows and asks",
        "Next month",
        "Where the team stands",
        "Time and mood",
    ]
    said = html(made)
    for words in (
        "3.0 of 5: Two tests closed.",
        "2 of 9 clinicians",
        "6 of 8 hours",
        "looked after by Ward clerk",
        "4 of 5",
    ):
        assert words in said


def test_a_report_not_sent_yet_is_the_working_copy(world):
    report = actions.save_report(team=world.clinic, month=JUNE, learnt="Half written.", by=world.farah)
    made = build("monthly_report", report, seen_by=world.farah)

    assert "Half written." in html(made)
    assert made.foot == "Not sent yet."


def test_the_page_for_a_sponsor_is_one_page_and_asks_for_a_decision(world):
    report = about_a_sponsor(world)
    made = build("leader_report", report, seen_by=world.farah)

    assert "May we have room 4?" in html(made)
    assert pages_in(file_of(made, "pdf").content) == 1


def test_the_page_for_a_sponsor_stays_one_page_however_much_is_said(world):
    MembershipFactory(space=world.clinic, role=Role.SPONSOR, person=world.stan)
    long = "Nobody has the key of the room on Mondays. " * 25
    lines = dict.fromkeys(("partner_view", "strategic_link", "money", "risk", "benefit"), "Said at length. " * 18)
    report = actions.save_leader_report(
        team=about_a_team(world), month=JUNE, barrier=long, decision_wanted="May we? " * 40, **lines, by=world.farah
    )
    report = actions.send_leader_report(report=report, by=world.farah)

    assert pages_in(file_of(build("leader_report", report, seen_by=world.farah), "pdf").content) == 1


def test_what_a_sponsor_answered_stands_on_the_page(world):
    report = about_a_sponsor(world)
    barrier = BarrierAction.objects.get(report=report)
    actions.answer_barrier(barrier=barrier, answer="cannot", words="The room is let.", by=world.stan)

    assert "The room is let" in html(build("leader_report", report, seen_by=world.farah))


def test_a_prospectus_says_what_it_is_about_when_and_whom_to_ask(world):
    said = html(build("prospectus", about_a_round(world), seen_by=world.stan))

    for words in ("Come and learn with us.", "Learning session 1", "hello@sugar.example"):
        assert words in said


def test_results_say_what_was_reached_and_what_was_not_and_how_to_cite_it(world):
    made = build("results", about_results(world), seen_by=world.stan)
    said = html(made)

    for words in (
        "What Sugar reached",
        "Letters.",
        "The goal",
        "Clinic",
        'href="https://example.org/film"',
        "https://allteach.example/results/1/",
        "Everybody may use it and must say whose it is",
    ):
        assert (words in said) is (words != "The goal")  # None was set, so nothing is said of it.
    assert made.blocks[-4].blocks[0].items[0].written_out == "With captions (https://example.org/film)"


def test_a_draft_says_so_and_cannot_be_cited(world):
    publication = about_results(world)
    bare = Publication(world.sugar, ToldResults(made_on="2026-04-30"))

    drafted = html(build("results", Publication(world.sugar, publication.told), seen_by=world.farah))
    nothing = html(build("results", bare, seen_by=world.farah))

    assert "Draft of" in drafted
    assert "How to cite this" not in drafted
    assert "<section" not in nothing


def test_a_goal_that_was_met_and_a_measure_without_numbers_are_said(world):
    publication = about_results(world)
    first = publication.told.measures[0]
    half = PublicCount(15, is_about=True), PublicCount(30, is_about=True)
    told = replace(
        publication.told,
        begins_on="2025-02-01",
        set_out={"aim": "Half", "gone": "A section of long ago"},
        goals=(ToldGoal("Feet", "62.5", "2026-04-30", "%"), ToldGoal("Eyes")),
        flow={"started": PublicCount(30, is_about=True), "withdrew": PublicCount(None, below=5)},
        people=PublicCount(None, below=5),
        deeds={"tests": 7, "calls": 0},
        measures=(
            replace(first, is_goal_met=True, improving=half[0], of_teams=half[1]),
            replace(first, is_goal_met=False),
            ToldMeasure({name: said for name, said in first.chart.items() if name not in ("plan", "values")}),
        ),
        missing=17,
        unpublished=PublicCount(None, below=5),
        licence="none",
        authors="",
    )
    said = html(build("results", replace(publication, told=told), seen_by=world.stan))

    for words in (
        "1 of 2 goals were met.",
        "In about 15 of about 30 teams it got better by more than chance.",
        "The goal was not met.",
        "No number that may be published.",
        "fewer than 5",
        "Fewer than 5 patients were members of teams.",
        "Of 100 monthly numbers 17 are missing.",
        "The numbers of fewer than 5 teams are not in the charts",
        "62.5%",
        "From 1 February 2025.",
        "Nobody may use it without asking",
    ):
        assert words in said, words
    assert "A section of long ago" not in said


def test_a_certificate_is_one_page_and_says_why(world):
    made = build("certificate", about_an_award(world), seen_by=world.gil)

    assert pages_in(file_of(made, "pdf").content) == 1
    assert [made.title, made.lead, made.name] == ["Clinic", "Award for teaching others", "clinic-teaching"]
    assert "For: Letters" in html(made)


def test_the_longest_reason_still_hangs_on_one_page(world):
    award = about_an_award(world)
    award.why = "They told everybody what did not work, and why. " * 40

    assert pages_in(file_of(build("certificate", award, seen_by=world.gil), "pdf").content) == 1
