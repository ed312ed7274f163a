"""Putting teams forward for awards, giving them, wording them anew and taking them back."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from allteach.collaboratives.calendar import Calendar
from allteach.core.actions import record
from allteach.people.models import Person
from allteach.progress import events
from allteach.progress.awards import PUT_FORWARD_FOR, AwardKind
from allteach.progress.models import Award, Nomination
from allteach.progress.queries.awards import shown_by
from allteach.progress.queries.congress import calendar_for, has_begun, has_started, is_congress_open
from allteach.spaces.actions.answers import Errors, refuse, trimmed, write_answers
from allteach.spaces.models import Audience, Membership, Space, Subject

LINE = "why_{team}"  # The field of a team's line where all teams are thanked at once.


@transaction.atomic
def put_team_forward(
    *, collaborative: Space, team: Space | None, award: str, words: str, was_checked: bool = False, by: Person
) -> Nomination:
    """Put a team forward for an award, with a sentence that only those who give awards read.

    Refused, by field: one's own team, a team that left before it started, an award that it has, and the same twice.
    """
    calendar, today = calendar_for(collaborative), timezone.localdate()
    if not has_begun(calendar, today):
        raise ValidationError(_("Teams can be put forward once the first learning session has begun."))
    errors: Errors = {}
    if award not in PUT_FORWARD_FOR:
        errors["award"] = [_("Choose what the team is put forward for.")]
    if wrong := _wrong_with(team, collaborative, calendar, award, by):
        errors["team"] = [wrong]
    elif Nomination.objects.filter(team=team, award=award, by=by).exists():
        errors["team"] = [_("You have put this team forward for this already.")]
    nomination = Nomination(collaborative_id=collaborative.pk, team=team, award=award, by=by, made_at=timezone.now())
    needed = {"words": _("Say why, in a sentence.")}
    refuse(errors | write_answers(nomination, {"words": words}, needed=needed, was_checked=was_checked))
    nomination.save()
    record(events.TEAM_PUT_FORWARD, by=by, about=nomination, space=collaborative.pk, award=award)
    return nomination


@transaction.atomic
def leave_nomination(*, nomination: Nomination, by: Person) -> Nomination:
    """Say that there will be no award for this. Whoever wrote it sees that it was read."""
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if nomination.answered_at is not None:
        return nomination
    nomination.answered_at, nomination.answered_by = timezone.now(), by
    nomination.save()
    record(events.NOMINATION_LEFT, by=by, about=nomination, space=nomination.collaborative_id, award=nomination.award)
    return nomination


@transaction.atomic
def give_award(
    *,
    collaborative: Space,
    team: Space | None,
    award: str,
    why: str,
    points_at: Subject | None = None,
    was_checked: bool = False,
    by: Person,
) -> Award:
    """Give a team an award, from the day of the congress on. Whoever put it forward for this has their answer.

    `points_at` is something of the team that everybody in the collaborative may see. Refused, by field: before the
    congress, one's own team, a team that left before it started, and the same award twice.
    """
    calendar = calendar_for(collaborative)
    errors: Errors = {}
    if award not in AwardKind.values:
        errors["award"] = [_("Choose an award.")]
    elif early := _too_early(calendar):
        errors["award"] = [early]
    if team is not None:
        Space.objects.select_for_update(no_key=True).get(pk=team.pk)  # So that two who give it at once do not both.
    if wrong := _wrong_with(team, collaborative, calendar, award, by):
        errors["team"] = [wrong]
    elif team is not None and points_at is not None and points_at.pk not in {each.pk for each in shown_by(team)}:
        errors["points_at"] = [_("Choose something of this team that everybody here may see.")]
    given, wrong_words = _worded(team, award, why, by, was_checked=was_checked)
    refuse(errors | wrong_words)
    given.points_at = points_at
    return _give(given, by)


@transaction.atomic
def recognise_teams(
    *, collaborative: Space, teams: Mapping[int, Space], lines: Mapping[int, str], was_checked: bool = False, by: Person
) -> list[Award]:
    """Thank every team that has a line, each for something of its own; a line that is new words an award anew.

    `lines` are by the team's id; an empty one leaves its team for later. One that is refused, at its own field
    ("why_12"), stops all: nothing is written.
    """
    calendar = calendar_for(collaborative)
    if early := _too_early(calendar):
        raise ValidationError(early)
    list(Space.objects.select_for_update(no_key=True).filter(pk__in=teams).order_by("pk"))
    stands = {
        given.team_id: given for given in Award.objects.standing().filter(team__in=teams, award=AwardKind.RECOGNITION)
    }
    errors: Errors = {}
    changed: list[Award] = []
    for pk, line in lines.items():
        given = stands.get(pk)
        if not line.strip() or (given is not None and given.why == trimmed(line)):
            continue
        if given is None and (wrong := _wrong_with(teams.get(pk), collaborative, calendar, AwardKind.RECOGNITION, by)):
            errors[LINE.format(team=pk)] = [wrong]
            continue
        said, wrong_words = _worded(teams[pk], AwardKind.RECOGNITION, line, by, stands=given, was_checked=was_checked)
        errors |= {LINE.format(team=pk): found for found in wrong_words.values()}
        changed.append(said)
    refuse(errors)
    return [_word_anew(given, by) if given.pk else _give(given, by) for given in changed]


@transaction.atomic
def take_back_award(*, award: Award, reason: str, was_checked: bool = False, by: Person) -> Award:
    """Take an award back, with a reason that the team reads. Twice is once."""
    award = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if award.taken_back_at is not None:
        return award
    needed = {"taken_back_reason": _("Say why.")}
    refuse(_named_reason(write_answers(award, {"taken_back_reason": reason}, needed=needed, was_checked=was_checked)))
    award.taken_back_at, award.taken_back_by = timezone.now(), by
    _save(award)
    _tell(events.AWARD_TAKEN_BACK, award, by)
    return award


@transaction.atomic
def show_award(*, award: Award, is_shown: bool, by: Person) -> Award:
    """Say for the team whether the public may read of an award, by the team's name. Refused once it is taken back."""
    award = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if award.taken_back_at is not None:
        raise ValidationError(_("This award was taken back."))
    if is_shown == (award.shown_at is not None):
        return award
    award.shown_at, award.shown_by = (timezone.now(), by) if is_shown else (None, None)
    _save(award)
    _tell(events.AWARD_SHOWN if is_shown else events.AWARD_SHOWN_NO_MORE, award, by)
    return award


# --- rules ---------------------------------------------------------------------------------------------------------


def _too_early(calendar: Calendar | None) -> str:
    """Why no award can be given yet; empty once the day of the congress has come."""
    if calendar is None:
        return _("There is no calendar yet, so no day of the congress.")
    if is_congress_open(calendar, timezone.localdate()):
        return ""
    day = date_format(calendar.congress.start, "j F Y")
    return _("Awards are given from the day of the congress on: %(day)s.") % {"day": day}


def _wrong_with(team: Space | None, collaborative: Space, calendar: Calendar | None, award: str, by: Person) -> str:
    """Why this team cannot have this award from this person; empty when it can."""
    if team is None or team.parent_id != collaborative.pk:
        return _("Choose one of the collaborative’s teams.")
    if Membership.objects.active().filter(space=team.pk, person=by).exists():
        return _("This is a team of your own. Somebody else has to say it.")
    if not has_started(getattr(team, "profile", None), calendar):
        return _("This team left before the first learning session.")
    if Award.objects.standing().filter(team=team.pk, award=award).exists():
        return _("This team has this award already.")
    return ""


def _named_reason(errors: Errors) -> Errors:
    """The same errors at the field that people see."""
    return {"reason": errors["taken_back_reason"]} if "taken_back_reason" in errors else {}


# --- rows ----------------------------------------------------------------------------------------------------------


def _worded(
    team: Space | None, award: str, why: str, by: Person, *, stands: Award | None = None, was_checked: bool
) -> tuple[Award, Errors]:
    """An award, unsaved, with its words; and what is wrong with them."""
    given = stands or Award(
        kind="award",
        space=team,
        team=team,
        award=award,
        title=AwardKind(award).label if award in AwardKind.values else "",
        audience=Audience.COLLABORATIVE,
        owner=by,
        given_at=timezone.now(),
        given_by=by,
        version=0,
    )
    return given, write_answers(given, {"why": why}, needed={"why": _("Say why, in a line.")}, was_checked=was_checked)


def _give(award: Award, by: Person) -> Award:
    _save(award)
    waiting = Nomination.objects.waiting().filter(team=award.team_id, award=award.award)
    waiting.update(answered_at=timezone.now(), answered_by=by, award_given=award)
    _tell(events.AWARD_GIVEN, award, by)
    return award


def _word_anew(award: Award, by: Person) -> Award:
    _save(award)
    _tell(events.AWARD_WORDED_ANEW, award, by)
    return award


def _save(award: Award) -> None:
    award.words = award.why
    award.version += 1
    award.save()


def _tell(event: str, award: Award, by: Person) -> None:
    record(event, by=by, about=award, space=award.team_id, subject=award.pk, award=award.award)
