"""What the story's charts are annotated with, corrected for and re-based on."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from allteach.collaboratives.actions import withdraw_team
from allteach.demo.measures import MEASURES
from allteach.demo.people import first_of_month
from allteach.measures import actions as measures
from allteach.measures.models import Annotation

if TYPE_CHECKING:
    from allteach.demo.story import Playing, Story


def turn(story: "Story", month: int, start: date) -> None:
    """What the story's charts are annotated with, corrected for and re-based on."""
    maple, gil = story.team("Maple Gate"), story.people.cast["gil"]
    sessions = {1: "Learning session 1", 4: "Learning session 2", 8: "Learning session 3", 12: "Learning session 4"}
    if month in sessions:
        day = start + timedelta(days=2)
        story.diary.add(
            day, partial(measures.annotate, space=story.collaborative, on=day, words=sessions[month], by=story.esi)
        )
    if month == 3:
        for playing in story.playing:
            story.diary.add(start + timedelta(days=21), partial(correct, story, playing))
    if month == 5:
        story.diary.add(start + timedelta(days=8), partial(leave_out, story))
    if month == 6:
        day = start + timedelta(days=20)
        windmill = story.team("Windmill")
        story.diary.add(
            day,
            partial(withdraw_team, team=windmill.team, on=day, reason="Two of four clinicians left", by=story.esi),
        )
    if month == 7:
        day = start + timedelta(days=4)
        story.diary.add(
            day,
            partial(
                measures.annotate,
                space=maple.team,
                on=day,
                words="Not reported: change of record system",
                kind=Annotation.Kind.DATA,
                by=maple.lead,
            ),
        )
    if month == 5:
        story.diary.add(
            start,
            partial(
                measures.change_definition,
                measure=story.measures[4],
                effective_from=start,
                change_reason="Urine dipsticks do not count any more: only the ratio does",
                exclusion="People on dialysis; urine dipsticks",
                by=gil,
            ),
        )
    if month == 9:
        story.diary.add(
            start + timedelta(days=12),
            partial(
                measures.set_baseline,
                measure=story.measures[5],
                team_measure=maple.charts["Blood pressure recorded, 6 months"],
                starts_on=first_of_month(story.first, 3),
                words="New level",
                reason="Cuffs in every room since month 4, and every month since lies above the old level",
                by=maple.lead,
            ),
        )


def leave_out(story: "Story") -> None:
    """One point of Riverbend's does not count, for a reason."""
    riverbend = story.team("Riverbend")
    points = riverbend.charts["Foot examination, 12 months"].measurements.order_by("period_start")
    measures.leave_out(
        measurement=points[3],
        reason=story.plant(riverbend, "left_out", "A locum counted shoes instead of feet"),
        by=riverbend.lead,
    )


def correct(story: "Story", playing: "Playing") -> None:
    """One value of the month before was wrong: it is corrected, with a reason."""
    chart = playing.charts[MEASURES[2].name]
    newest = chart.measurements.order_by("-period_start").first()
    if newest is None:
        return
    measures.report_value(
        team_measure=chart,
        period=newest.period,
        numerator=max(newest.numerator - 2, Decimal(0)),
        denominator=newest.denominator,
        reason=story.plant(playing, "correction", "Two were counted twice"),
        by=playing.lead,
    )
