"""Signing off a team's pre-work, and reviewing how ready it is."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.models import Application, ReadinessReview, SignOff
from allteach.collaboratives.prework import Item
from allteach.collaboratives.readiness import LEVELS, QUESTIONS
from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.people.models import Person
from allteach.spaces.actions.answers import Errors, refuse, trimmed, write_answers
from allteach.spaces.models import Space

MOST_EVIDENCE = 300


@transaction.atomic
def sign_off(*, team: Space, item: Item, words: str = "", was_checked: bool = False, by: Person) -> SignOff:
    """Say that an item of a team's pre-work is done. Signed off already, it stands as it was."""
    Space.objects.select_for_update(no_key=True).get(pk=team.pk)
    standing = SignOff.objects.standing().filter(team=team.pk, item=item.key).first()
    if standing is not None:
        return standing
    signed = SignOff(team_id=team.pk, item=item.key, signed_at=timezone.now(), signed_by=by)
    refuse(write_answers(signed, {"words": words}, was_checked=was_checked))
    signed.save()
    texts = {"words": signed.words} if signed.words else None
    record(events.PREWORK_SIGNED_OFF, by=by, about=signed, space=team.pk, item=item.key, texts=texts)
    return signed


@transaction.atomic
def undo_sign_off(*, sign_off: SignOff, reason: str, was_checked: bool = False, by: Person) -> SignOff:
    """Say that an item is not done after all, and why. Undone twice, it was undone the first time."""
    signed = SignOff.objects.select_for_update(of=("self",)).get(pk=sign_off.pk)
    if signed.undone_at is not None:
        return signed
    try:
        refuse(
            write_answers(
                signed,
                {"undone_reason": reason},
                needed={"undone_reason": _("Say why: whoever signed it off will ask.")},
                was_checked=was_checked,
            )
        )
    except ValidationError as refused:
        raise ValidationError({"reason": refused.error_dict["undone_reason"]}) from None
    signed.undone_at, signed.undone_by = timezone.now(), by
    signed.save()
    record(
        events.SIGN_OFF_UNDONE,
        by=by,
        about=signed,
        space=signed.team_id,
        item=signed.item,
        texts={"reason": signed.undone_reason},
    )
    return signed


@transaction.atomic
def review_readiness(
    *,
    team: Space | None = None,
    application: Application | None = None,
    answers: Mapping[str, int],
    evidence: Mapping[str, str] | None = None,
    outcome: str,
    help_words: str = "",
    helper: str = "",
    was_checked: bool = False,
    version: int | None = None,
    by: Person,
) -> ReadinessReview:
    """Keep how ready a team (or a practice that applies) is today: the same day's answers are put right, another day's
    stand beside them. Whoever is not ready is named help: it excludes nobody.

    Raises ValidationError, by field (`answer_<key>`, `evidence_<key>`, outcome, help_words, helper).
    """
    today = timezone.localdate()
    if team is not None:
        Space.objects.select_for_update(no_key=True).get(pk=team.pk)
    review = ReadinessReview.objects.filter(team=team, application=application, on=today).first() or ReadinessReview(
        team=team, application=application, on=today, version=0
    )
    if version is not None and version != review.version:
        raise ValidationError(_("Somebody else changed this while you were writing."), code="conflict")
    errors = _read(review, answers, evidence or {}, was_checked=was_checked)
    needs_help = outcome in (ReadinessReview.Outcome.WITH_HELP, ReadinessReview.Outcome.PAUSE)
    if outcome not in ReadinessReview.Outcome.values:
        errors["outcome"] = [_("Choose what follows.")]
    review.helper = trimmed(helper)[:120]
    errors.update(
        write_answers(
            review,
            {"help_words": help_words},
            needed={"help_words": _("Say what help, and by when.")} if needs_help else None,
            was_checked=was_checked,
        )
    )
    if needs_help and not review.helper:
        errors["helper"] = [_("Name who helps.")]
    refuse(errors)
    review.outcome, review.by = outcome, by
    review.version += 1
    review.save()
    record(
        events.READINESS_REVIEWED,
        by=by,
        about=review,
        space=team.pk if team is not None else None,
        answers=review.answers,
        outcome=outcome,
    )
    return review


def _read(
    review: ReadinessReview, answers: Mapping[str, int], evidence: Mapping[str, str], *, was_checked: bool
) -> Errors:
    """Put the answers on the review; what is wrong with them, by field."""
    errors: Errors = {
        f"answer_{key}": [_("Please answer this.")] for key in QUESTIONS if answers.get(key) not in LEVELS
    }
    said = {key: trimmed(evidence.get(key, "")) for key in QUESTIONS}
    for key, words in said.items():
        if len(words) > MOST_EVIDENCE:
            errors[f"evidence_{key}"] = [_("There is room for %(most)d letters.") % {"most": MOST_EVIDENCE}]
    try:
        new = {f"evidence_{key}": words for key, words in said.items() if words != review.evidence.get(key, "")}
        check_fields(was_checked=was_checked, **new)
    except ValidationError as pointing:
        errors.update(pointing.error_dict)
    review.answers = {key: answers.get(key) for key in QUESTIONS}
    review.evidence = {key: words for key, words in said.items() if words}
    return errors
