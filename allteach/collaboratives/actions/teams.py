"""Teams of a collaborative: joining, their profile, leaving."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.actions.collaboratives import free_code, free_slug
from allteach.collaboratives.models import TeamProfile
from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.people.models import Organisation, Person
from allteach.spaces.models import Space

PROFILE = ("population", "population_size", "region", "practice_kind", "sponsor", "joined_on")


@transaction.atomic
def add_team(
    *,
    collaborative: Space,
    name: str,
    organisation: Organisation | str = "",
    joined_on: date | None = None,
    by: Person | None,
    **profile,
) -> Space:
    """Add a team to a collaborative. `organisation` may be its name; without one, the team's own name is taken.

    `profile` holds fields of TeamProfile (PROFILE). Two teams of one collaborative cannot have the same name.
    """
    if not name.strip():
        raise ValidationError({"name": [_("Give the team a name.")]})
    check_fields(was_checked=True, name=name, **_texts(profile))
    if Space.objects.filter(parent=collaborative.pk, name__iexact=name.strip(), closed_at=None).exists():
        raise ValidationError({"name": [_("A team of this name is here already.")]})
    if isinstance(organisation, str):
        organisation = organisation_named(organisation.strip() or name.strip(), profile)
    team = Space.objects.create(
        kind=Space.Kind.TEAM,
        name=name.strip(),
        slug=free_slug(name),
        code=free_code("t"),
        parent_id=collaborative.pk,
        organisation=organisation,
        shares_results=collaborative.shares_results,
        language=collaborative.language,
        time_zone=collaborative.time_zone,
    )
    TeamProfile.objects.create(team=team, joined_on=joined_on, **profile)
    record(events.TEAM_ADDED, by=by, about=team, space=collaborative.pk, organisation=organisation.pk)
    return team


@transaction.atomic
def change_profile(*, team: Space, version: int | None = None, by: Person | None, **said) -> TeamProfile:
    """Change what a collaborative knows of a team. ValidationError with code "conflict" if somebody did meanwhile."""
    profile = TeamProfile.objects.select_for_update().get(team=team.pk)
    if version is not None and version != profile.version:
        raise ValidationError(_("Somebody else changed this while you were writing."), code="conflict")
    unknown = set(said) - set(PROFILE)
    if unknown:
        raise ValueError(f"a team's profile has no {', '.join(sorted(unknown))}")
    changed = sorted(name for name, value in said.items() if getattr(profile, name) != value)
    if not changed:
        return profile
    check_fields(was_checked=True, **_texts(said))
    for name in changed:
        setattr(profile, name, said[name])
    profile.version += 1
    profile.save()
    record(events.PROFILE_CHANGED, by=by, about=profile, space=team.pk, fields=changed)
    return profile


@transaction.atomic
def withdraw_team(*, team: Space, on: date, reason: str, was_checked: bool = False, by: Person) -> TeamProfile:
    """A team leaves the collaborative. What it reported stays; nothing more is asked of it."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Say why, in a few words: it helps the next team.")]})
    check_fields(was_checked=was_checked, reason=reason)
    profile = TeamProfile.objects.select_for_update().get(team=team.pk)
    if profile.withdrawn_on is not None:
        raise ValidationError(_("This team has left already."))
    if profile.joined_on and on < profile.joined_on:
        raise ValidationError({"on": [_("This is before the team joined.")]})
    profile.withdrawn_on, profile.withdrawn_reason = on, reason.strip()
    profile.version += 1
    profile.save()
    record(
        events.TEAM_WITHDRAWN, by=by, about=profile, space=team.parent_id, team=team.pk, on=on, texts={"reason": reason}
    )
    return profile


@transaction.atomic
def return_team(*, team: Space, by: Person) -> TeamProfile:
    """A team that had left comes back."""
    profile = TeamProfile.objects.select_for_update().get(team=team.pk)
    if profile.withdrawn_on is not None:
        profile.withdrawn_on, profile.withdrawn_reason = None, ""
        profile.version += 1
        profile.save()
        record(events.TEAM_RETURNED, by=by, about=profile, space=team.parent_id, team=team.pk)
    return profile


def _texts(profile: dict) -> dict[str, str]:
    """The texts of a profile: places and populations, in which a name is no sign of a patient."""
    return {name: text for name, text in profile.items() if isinstance(text, str)}


def organisation_named(name: str, profile: dict | None = None) -> Organisation:
    """The organisation of this name, made when there is none."""
    found = Organisation.objects.filter(name__iexact=name).first()
    if found is not None:
        return found
    stem = slugify(name)[:70] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    profile = profile or {}
    return Organisation.objects.create(
        name=name, slug=slug, kind=profile.get("practice_kind", ""), region=profile.get("region", "")
    )
