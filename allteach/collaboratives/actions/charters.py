"""Writing and approving charters."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.models import Charter, CharterVersion, Goal
from allteach.collaboratives.queries.charters import said_in
from allteach.collaboratives.sections import SECTIONS
from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.people.models import Person

DAYS = ("begins_on", "ends_on")


@transaction.atomic
def write_charter(
    *,
    charter: Charter,
    sections: dict[str, str],
    days: dict[str, date | None] | None = None,
    change_reason: str = "",
    version: int | None = None,
    by: Person,
) -> CharterVersion:
    """Change the draft of a charter; sections not mentioned stay. An approved charter gets a new draft from its text,
    if anything is new.

    `days` says when the collaborative begins and ends (`begins_on`, `ends_on`); not said, they stay.

    `version` is the one the writer saw. ValidationError with code "conflict" names the sections that somebody else
    changed meanwhile, with both texts.
    """
    unknown = sorted(set(sections) - {key for key, section in SECTIONS.items() if not section.shows})
    if unknown:
        raise ValidationError(_("There is no such section: %(names)s.") % {"names": ", ".join(unknown)})
    # People are named in a charter, as its director and chair; a number of a patient has no place in it.
    check_fields(was_checked=True, change_reason=change_reason, **sections)
    latest = CharterVersion.objects.select_for_update().filter(charter=charter).order_by("-number").first()
    if latest is None or latest.approved_at is not None:
        draft = CharterVersion(
            charter=charter,
            number=latest.number + 1 if latest else 1,
            sections=dict(latest.sections) if latest else {},
            begins_on=latest.begins_on if latest else None,
            ends_on=latest.ends_on if latest else None,
            version=0,
        )
    else:
        draft = latest
        if version is not None and version != draft.version:
            clashes = {
                key: {"theirs": draft.sections.get(key, ""), "yours": text}
                for key, text in sections.items()
                if draft.sections.get(key, "") != text
            }
            if days is not None and any(getattr(draft, name) != day for name, day in days.items()):
                clashes["calendar"] = _term_clash(draft, sections, days)
            if clashes:
                raise ValidationError(
                    _("Somebody else changed the charter while you were writing."),
                    code="conflict",
                    params={"clashes": clashes},
                )
    days = {**{name: getattr(draft, name) for name in DAYS}, **(days or {})}
    if days["begins_on"] and days["ends_on"] and days["ends_on"] < days["begins_on"]:
        raise ValidationError({"ends_on": [_("It cannot end before it begins.")]})
    is_same = all(draft.sections.get(key, "") == text for key, text in sections.items())
    is_same = is_same and all(getattr(draft, name) == day for name, day in days.items())
    # What was approved is approved again only with goals that were set since.
    if latest and is_same and (draft.pk or latest.goals == goals_as_they_stand(charter.space_id)):
        return latest
    draft.sections = {**draft.sections, **sections}
    draft.begins_on, draft.ends_on = days["begins_on"], days["ends_on"]
    draft.change_reason = change_reason.strip() or draft.change_reason
    draft.version += 1
    draft.by = by
    draft.save()
    record(
        events.CHARTER_WRITTEN,
        by=by,
        about=draft,
        space=charter.space_id,
        subject=charter.pk,
        number=draft.number,
        sections=sorted(sections),
        texts=sections,
    )
    return draft


def _term_clash(draft: CharterVersion, sections: dict[str, str], days: dict[str, date | None]) -> dict[str, str]:
    """What the draft says of the calendar, its days first, and what the other writer does."""
    asked = CharterVersion(sections={**draft.sections, **sections}, begins_on=draft.begins_on, ends_on=draft.ends_on)
    for name, day in days.items():
        setattr(asked, name, day)
    return {"theirs": said_in(draft, "calendar"), "yours": said_in(asked, "calendar")}


@transaction.atomic
def approve_charter(*, charter: Charter, version: int | None = None, by: Person) -> CharterVersion:
    """Freeze the draft, with the table of goals as it stands now."""
    draft = CharterVersion.objects.select_for_update().filter(charter=charter, approved_at=None).first()
    if draft is None:
        raise ValidationError(_("There is no draft to approve: the charter stands as it was approved."))
    if version is not None and version != draft.version:
        raise ValidationError(_("Somebody changed the draft since you read it. Read it again first."), code="conflict")
    for key, words in (("mission", _("what we have in common")), ("aim", _("our aim"))):
        if not draft.sections.get(key, "").strip():
            raise ValidationError(
                {key: [_("A charter needs %(section)s before it can be approved.") % {"section": words}]}
            )
    draft.goals = goals_as_they_stand(charter.space_id)
    draft.approved_at = timezone.now()
    draft.approved_by = by
    draft.version += 1
    draft.save()
    record(events.CHARTER_APPROVED, by=by, about=draft, space=charter.space_id, subject=charter.pk, number=draft.number)
    return draft


def goals_as_they_stand(collaborative: int) -> list[dict]:
    """The table of goals as plain values, to be frozen with a charter."""
    return [
        {
            "words": goal.words,
            "baseline": None if goal.baseline is None else f"{goal.baseline.normalize():f}",
            "targets": [
                {
                    "value": f"{target.value.normalize():f}",
                    "from": target.holds_from.isoformat(),
                    "by": target.reach_by.isoformat() if target.reach_by else None,
                }
                for target in goal.targets.all()
            ],
        }
        for goal in Goal.objects.filter(space=collaborative).prefetch_related("targets")
    ]
