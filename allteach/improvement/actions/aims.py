"""A team's aim: written, revised, agreed to."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.improvement import events
from allteach.improvement.models import Aim, AimAgreement, AimVersion
from allteach.measures.models import Measure
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, require_version, write_answers
from allteach.spaces.models import Audience, Membership, Space

FIRST_YEAR = 1990


@transaction.atomic
def write_aim(
    *,
    team: Space,
    what_improves: str,
    target_value: Decimal | None,
    by_when: date | None,
    for_whom: str = "",
    measure: Measure | None = None,
    baseline_value: Decimal | None = None,
    unit: str = "",
    why_it_matters: str = "",
    boundaries: str = "",
    equity_clause: str = "",
    change_reason: str = "",
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> AimVersion:
    """Write a team's aim, or a new version of it with the reason. What, how much and by when it must say.

    `version` is that of the aim which the writer saw, 0 when there was none. Raises ValidationError with code
    "conflict" if somebody else wrote another since. The same words again make no new version.
    """
    # The team's row is locked, so that two who write the first aim at once do not both.
    Space.objects.select_for_update(no_key=True).get(pk=team.pk)
    aim = Aim.objects.select_related("current").filter(team_id=team.pk).first() or Aim(
        kind="aim", space_id=team.pk, team_id=team.pk, audience=Audience.COLLABORATIVE, version=0, owner=by
    )
    require_version(aim, version)
    before = aim.current
    answers = {
        "what_improves": what_improves,
        "for_whom": for_whom,
        "measure": measure,
        "baseline_value": baseline_value,
        "target_value": target_value,
        "unit": unit,
        "by_when": by_when,
        "why_it_matters": why_it_matters,
        "boundaries": boundaries,
        "equity_clause": equity_clause,
    }
    # It begins as the version before, so that only what is new in it is searched for what may point to a person.
    wording = AimVersion(**({name: getattr(before, name) for name in answers} if before else {}))
    wording.number, wording.by = before.number + 1 if before else 1, by
    errors = write_answers(
        wording,
        {**answers, "change_reason": change_reason},
        needed={
            "what_improves": _("Say what will improve."),
            "target_value": _("Say how much: the number to reach."),
            "by_when": _("Say by when."),
        },
        was_checked=was_checked,
    )
    if before is not None and all(getattr(before, name) == getattr(wording, name) for name in answers):
        refuse(errors)
        return before
    if before is not None and not wording.change_reason:
        errors["change_reason"] = [_("Say what changed, and why: whoever agreed to the old words will ask.")]
    errors.update(_plain_errors(wording, team))
    refuse(errors)
    aim.title = wording.what_improves
    aim.words = "\n".join(filter(None, (wording.what_improves, wording.for_whom, wording.why_it_matters)))
    aim.version += 1
    aim.save()
    wording.aim = aim
    wording.save()
    aim.current = wording
    aim.save(update_fields=["current"])
    record(
        events.AIM_REVISED if before else events.AIM_WRITTEN,
        by=by,
        about=aim,
        space=team.pk,
        subject=aim.pk,
        number=wording.number,
        measure=wording.measure_id,
        target_value=wording.target_value,
        by_when=wording.by_when,
        texts={
            name: text
            for name in ("what_improves", "for_whom", "why_it_matters", "change_reason")
            if (text := getattr(wording, name))
        },
    )
    return wording


@transaction.atomic
def agree_to_aim(
    *, aim: Aim, dissent: str = "", perspective: str = "", was_checked: bool = False, by: Person
) -> AimAgreement:
    """Agree to the aim as it is worded now. Doubts may be told with it, and agreeing again puts them anew."""
    wording = Aim.objects.select_for_update().get(pk=aim.pk).versions.latest("number")
    agreement = AimAgreement.objects.filter(version=wording, person=by).first() or AimAgreement(
        version=wording, person=by, agreed_on=timezone.localdate()
    )
    errors = write_answers(agreement, {"dissent": dissent, "perspective": perspective}, was_checked=was_checked)
    if not Membership.objects.active().filter(space_id=aim.team_id, person=by).exists():
        errors["perspective"] = [_("Those who agree belong to the team.")]
    refuse(errors)
    agreement.save()
    record(
        events.AIM_AGREED,
        by=by,
        about=aim,
        space=aim.team_id,
        subject=aim.pk,
        number=wording.number,
        perspective=agreement.perspective,
        texts={"dissent": agreement.dissent} if agreement.dissent else None,
    )
    return agreement


def _plain_errors(wording: AimVersion, team: Space) -> Errors:
    errors: Errors = {}
    if wording.by_when and not FIRST_YEAR <= wording.by_when.year <= timezone.localdate().year + 20:
        errors["by_when"] = [_("Is the year right?")]
    if wording.measure is not None and wording.measure.space_id not in (team.pk, team.parent_id):
        errors["measure"] = [_("Choose a measure of the team or of its collaborative.")]
    return errors
