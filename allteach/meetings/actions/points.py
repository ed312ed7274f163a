"""What a team's meeting was about and what it decided: rows that are written anew each time."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from allteach.meetings.models import Decided, Meeting, TalkingPoint
from allteach.spaces.actions.answers import Errors, write_answers

MOST_ROWS = 12


@dataclass(frozen=True)
class Point:
    """One thing that was talked about; `raised_from` is a perspective. Without words it is an empty line."""

    words: str = ""
    raised_from: str = ""
    minutes: int | None = None


def points_from(points: Sequence[Point], *, was_checked: bool) -> tuple[list[TalkingPoint], Errors]:
    """The points that say something, unsaved, and what is wrong, as point_words_1 and so on for each line."""
    rows: list[TalkingPoint] = []
    errors: Errors = {}
    for line, point in enumerate(points, start=1):
        if not any(asdict(point).values()):
            continue
        row = TalkingPoint(position=line)
        needed = {"words": _("Say what you talked about.")}
        wrong = write_answers(row, asdict(point), needed=needed, was_checked=was_checked)
        errors.update({f"point_{name}_{line}": why for name, why in wrong.items()})
        rows.append(row)
    if len(rows) > MOST_ROWS:
        errors["point_words_1"] = [_("A meeting has room for %(most)d of them at most.") % {"most": MOST_ROWS}]
    return rows, errors


def decisions_from(decisions: Sequence[str], *, was_checked: bool) -> tuple[list[Decided], Errors]:
    """What was decided, unsaved, without empty lines, and what is wrong, as decision_1 and so on for each line."""
    rows: list[Decided] = []
    errors: Errors = {}
    for line, words in enumerate(decisions, start=1):
        if not words.strip():
            continue
        row = Decided(position=line)
        wrong = write_answers(row, {"words": words}, was_checked=was_checked)
        errors.update({f"decision_{line}": why for why in wrong.values()})
        rows.append(row)
    if len(rows) > MOST_ROWS:
        errors["decision_1"] = [_("A meeting has room for %(most)d of them at most.") % {"most": MOST_ROWS}]
    return rows, errors


def put_rows(meeting: Meeting, *, points: list[TalkingPoint] | None, decided: list[Decided] | None) -> None:
    """Let these be the rows of a meeting; None leaves them as they are."""
    if points is not None:
        meeting.points.all().delete()
        for point in points:
            point.meeting = meeting
        TalkingPoint.objects.bulk_create(points)
    if decided is not None:
        meeting.decided.all().delete()
        for each in decided:
            each.meeting = meeting
        Decided.objects.bulk_create(decided)
