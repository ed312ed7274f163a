"""Scoring how far a team is: itself, by two people apart, by both together, and released with its reasons.

What is not released stays out of the record that others can read: its events hold which team and month, never a score.
"""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.collaboratives.models import TeamProfile
from allteach.core.actions import record
from allteach.core.periods import Period
from allteach.people.models import Person
from allteach.progress import events
from allteach.progress.models.scores import SEATS, AssessmentScore, SelfScore, StaffScore
from allteach.progress.scale import BY_VALUE
from allteach.spaces.actions.answers import Errors, refuse, require_version, write_answers
from allteach.spaces.models import Membership, Space
from allteach.spaces.roles import Role


@transaction.atomic
def score_self(
    *,
    team: Space,
    month: date,
    value: Decimal,
    words: str = "",
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> SelfScore:
    """Say where somebody in the team sees it in a month. The lead's counts as the team's; once more changes one's own.

    Raises ValidationError for a month that has not begun, or that is scored by both scorers already.
    """
    _lock(team)
    errors = _month_errors(team, month, has_to_be_over=False)
    errors.update(_value_errors(value))
    found = SelfScore.objects.filter(team=team.pk, month=month, by=by).first()
    score = found or SelfScore(team_id=team.pk, month=month, by=by, version=0)
    require_version(score, version)
    errors.update(write_answers(score, {"words": words}, was_checked=was_checked))
    refuse(errors)
    is_lead = Membership.objects.active().filter(space_id=team.pk, person=by, role=Role.TEAM_LEAD).exists()
    if is_lead:  # Where two lead, what was said last counts.
        SelfScore.objects.filter(team=team.pk, month=month, is_of_team=True).exclude(by=by).update(is_of_team=False)
    score.value, score.is_of_team = value, is_lead
    score.version += 1
    score.at = timezone.now()
    score.save()
    record(
        events.SELF_SCORE_GIVEN,
        by=by,
        about=score,
        space=team.pk,
        month=month,
        is_of_team=is_lead,
        texts={"words": score.words} if score.words else None,
    )
    return score


@transaction.atomic
def score_team(
    *,
    team: Space,
    month: date,
    value: Decimal,
    words: str = "",
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> StaffScore:
    """Say how one of the two scorers sees a team in a month that is over, apart from the other.

    It may be changed until the other's is in; then both are open to both, and closed. Raises ValidationError, at the
    score, for whoever holds a role in the team or is none of the two.
    """
    _lock(team)
    errors = _month_errors(team, month, has_to_be_over=True)
    errors.update(_value_errors(value))
    given = {score.seat: score for score in StaffScore.objects.filter(team=team.pk, month=month)}
    seat, why_not = _seat_of(by, team, given)
    if why_not:
        errors["value"] = [why_not]
    score = given.get(seat) or StaffScore(team_id=team.pk, month=month, seat=seat, by=by, version=0)
    require_version(score, version)
    errors.update(write_answers(score, {"words": words}, was_checked=was_checked))
    refuse(errors)
    score.value = value
    score.version += 1
    score.at = timezone.now()
    score.save()
    record(
        events.STAFF_SCORE_GIVEN,
        by=by,
        about=score,
        space=team.around_id,
        team=team.pk,
        month=month,
        seat=seat,
        texts={"words": score.words} if score.words else None,
    )
    return score


@transaction.atomic
def agree_score(
    *,
    team: Space,
    month: date,
    value: Decimal,
    justification: str = "",
    suggestions: str = "",
    why_lower: str = "",
    change_reason: str = "",
    is_released: bool = False,
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> AssessmentScore:
    """Write down the score that the two scorers agree on, and with `is_released` let the team read it.

    It may be changed until it is released; after that it becomes a new version, with the reason. `version` is what the
    writer saw, 0 when there was none.
    Raises ValidationError while one of the two has not scored; where it is lower than the month before and nobody says
    why; with code "conflict" if the other one wrote meanwhile.
    """
    _lock(team)
    errors = _month_errors(team, month, has_to_be_over=True)
    errors.update(_value_errors(value))
    if _holds_role_in(team, by):
        errors["value"] = [_own_team()]
    elif StaffScore.objects.filter(team=team.pk, month=month).count() < len(SEATS):
        errors["value"] = [_("Both scorers score the team apart before they agree.")]
    latest = AssessmentScore.objects.filter(team=team.pk, month=month).order_by("-number").first()
    score = _to_write(latest, team, month)
    require_version(latest if latest is not None else score, version)
    answers = {
        "justification": justification,
        "suggestions": suggestions,
        "why_lower": why_lower,
        "change_reason": change_reason,
    }
    errors.update(write_answers(score, answers, was_checked=was_checked))
    before = _score_before(team, month)
    if before is not None and value in BY_VALUE and value < before and not score.why_lower:
        errors.setdefault("why_lower", [_("It was %(score)s before. Say why it is lower now.") % {"score": before}])
    if score.number > 1 and not score.change_reason:
        errors.setdefault("change_reason", [_("The team has read the score. Say what changed, and why.")])
    if is_released and not score.justification:
        errors.setdefault("justification", [_say_why()])
    refuse(errors)
    score.value, score.agreed_by, score.agreed_at = value, by, timezone.now()
    score.version += 1
    score.save()
    record(
        events.SCORE_AGREED,
        by=by,
        about=score,
        space=team.around_id,
        team=team.pk,
        month=month,
        number=score.number,
        texts={name: getattr(score, name) for name in answers if getattr(score, name)} or None,
    )
    return release_score(score=score, by=by) if is_released else score


@transaction.atomic
def release_score(*, score: AssessmentScore, version: int | None = None, by: Person) -> AssessmentScore:
    """Let the team, its coach and its sponsor read a score with its reasons. Released once, it stays so.

    Raises ValidationError, at the justification, while nobody says why; with code "conflict" if it was changed.
    """
    _lock(score.team)
    score = AssessmentScore.objects.select_related("team").get(pk=score.pk)
    if score.is_released:
        return score
    require_version(score, version)
    if _holds_role_in(score.team, by):
        raise ValidationError({"value": [_own_team()]})
    if not score.justification:
        raise ValidationError({"justification": [_say_why()]})
    score.released_by, score.released_at = by, timezone.now()
    score.version += 1
    score.save(update_fields=["released_by", "released_at", "version"])
    record(
        events.SCORE_RELEASED,
        by=by,
        about=score,
        space=score.team_id,
        month=score.month,
        number=score.number,
        value=score.value,
    )
    return score


def _lock(team: Space) -> None:
    """Whoever scores a team waits for whoever is scoring it: none of two at once overwrites the other."""
    Space.objects.select_for_update(no_key=True).get(pk=team.pk)


def _month_errors(team: Space, month: date, *, has_to_be_over: bool) -> Errors:
    period, today = Period.containing(month, "month"), timezone.localdate()
    if period.start != month:
        return {"month": [_("Choose a month.")]}
    if not period.has_begun(today):
        return {"month": [_("This month has not begun.")]}
    if has_to_be_over and not period.is_over(today):
        return {"month": [_("A month is scored once it is over.")]}
    left = TeamProfile.objects.filter(team=team.pk, withdrawn_on__lt=month)
    return {"month": [_("The team had left by then.")]} if left.exists() else {}


def _value_errors(value: Decimal) -> Errors:
    if value in BY_VALUE:
        return {}
    return {"value": [_("Choose a step of the scale, from 0.5 to 5.0.")]}


def _say_why() -> str:
    return _("Say why: a score is released only with its reasons.")


def _own_team() -> str:
    return _("You belong to this team, so somebody else scores it.")


def _holds_role_in(team: Space, person: Person) -> bool:
    return Membership.objects.active().filter(space_id=team.pk, person=person).exists()


def _seat_of(person: Person, team: Space, given: dict[str, StaffScore]) -> tuple[str, str]:
    """The scorer's seat that somebody takes, and why they cannot. Whoever holds both roles takes one."""
    own = next((score for score in given.values() if score.by_id == person.pk), None)
    if _holds_role_in(team, person):
        return "", _own_team()
    if own is not None:
        return own.seat, "" if len(given) < len(SEATS) else _("Both scores are in. Agree on one now.")
    held = Membership.objects.active().filter(space_id=team.parent_id, person=person, role__in=SEATS)
    seats = [SEATS[Role(role)] for role in held.order_by("role").values_list("role", flat=True)]
    if not seats:
        return "", _("The director and the improvement adviser score teams.")
    free = [seat for seat in seats if seat not in given]
    return (free[0], "") if free else ("", _("Somebody else in your role has scored this team already."))


def _to_write(latest: AssessmentScore | None, team: Space, month: date) -> AssessmentScore:
    """The version that is written on: the latest while it is not released, then a new one that begins as it."""
    if latest is None:
        return AssessmentScore(team_id=team.pk, month=month, version=0)
    if not latest.is_released:
        return latest
    return AssessmentScore(
        team_id=team.pk,
        month=month,
        number=latest.number + 1,
        justification=latest.justification,
        suggestions=latest.suggestions,
        why_lower=latest.why_lower,
        version=latest.version,
    )


def _score_before(team: Space, month: date) -> Decimal | None:
    """What was agreed the last time before a month, released or not."""
    earlier = AssessmentScore.objects.filter(team=team.pk, month__lt=month).order_by("-month", "-number").first()
    return earlier.value if earlier else None
