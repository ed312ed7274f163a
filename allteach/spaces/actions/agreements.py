"""What organisations agreed about their counts."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.people.models import Organisation, Person
from allteach.spaces import events
from allteach.spaces.models import DataAgreement, Space


@transaction.atomic
def sign_agreement(
    *,
    collaborative: Space,
    organisations: Iterable[Organisation],
    names_teams: bool,
    may_publish: bool,
    ground: str,
    signatory: str,
    signed_on: date,
    by: Person,
) -> list[DataAgreement]:
    """Record that organisations agreed about their counts: data entry opens for their teams. One event for them all.

    An agreement that says the same and is in force stands; one that says something else ends today. Answers with the
    agreements now in force, in the order of `organisations`. Raises ValidationError, by field.
    """
    organisations = list({organisation.pk: organisation for organisation in organisations}.values())
    said: dict[str, Any] = {
        "names_teams": names_teams,
        "may_publish": may_publish,
        "ground": ground.strip(),
        "signatory": signatory.strip(),
        "signed_on": signed_on,
    }
    _check(organisations, said)
    check_fields(was_checked=True, ground=said["ground"])

    Space.objects.select_for_update().get(pk=collaborative.pk)  # Two directors at once: one after the other.
    standing, versions = {}, Counter()
    for agreement in DataAgreement.objects.filter(collaborative_id=collaborative.pk, organisation__in=organisations):
        versions[agreement.organisation_id] += 1
        if agreement.ended_on is None:
            standing[agreement.organisation_id] = agreement
    new = [
        DataAgreement(
            collaborative_id=collaborative.pk,
            organisation=organisation,
            version=str(versions[organisation.pk] + 1),
            recorded_by=by,
            **said,
        )
        for organisation in organisations
        if not _says(standing.get(organisation.pk), said)
    ]
    replaced = [agreement.organisation_id for agreement in new]
    DataAgreement.objects.filter(collaborative_id=collaborative.pk, organisation_id__in=replaced, ended_on=None).update(
        ended_on=timezone.localdate()
    )
    for agreement in DataAgreement.objects.bulk_create(new):
        standing[agreement.organisation_id] = agreement
    if new:
        record(
            events.AGREEMENT_SIGNED,
            by=by,
            about=collaborative,
            space=collaborative.pk,
            organisations=replaced,
            names_teams=names_teams,
            may_publish=may_publish,
            signed_on=signed_on,
            texts={"ground": said["ground"], "signatory": said["signatory"]},
        )
    return [standing[organisation.pk] for organisation in organisations]


@transaction.atomic
def end_agreement(*, agreement: DataAgreement, by: Person) -> None:
    """End an agreement today: data entry closes for the organisation's teams. Ended twice, it was ended at first."""
    ended = DataAgreement.objects.filter(pk=agreement.pk, ended_on=None).update(ended_on=timezone.localdate())
    if ended:
        record(
            events.AGREEMENT_ENDED,
            by=by,
            about=agreement,
            space=agreement.collaborative_id,
            organisation=agreement.organisation_id,
        )


def _check(organisations: list[Organisation], said: dict) -> None:
    refused = {}
    if not organisations:
        refused["organisations"] = _("Choose at least one organisation.")
    if not said["ground"]:
        refused["ground"] = _("Say on what ground the counts may be used, for example a signed agreement.")
    if not said["signatory"]:
        refused["signatory"] = _("Say who signed.")
    if said["signed_on"] > timezone.localdate():
        refused["signed_on"] = _("This day is still to come. Write the day it was signed.")
    if refused:
        raise ValidationError(refused)


def _says(agreement: DataAgreement | None, said: dict) -> bool:
    return agreement is not None and all(getattr(agreement, name) == value for name, value in said.items())
