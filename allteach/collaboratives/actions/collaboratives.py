"""Bringing a collaborative into being."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from allteach.collaboratives import events
from allteach.collaboratives.models import Charter, CharterVersion
from allteach.core.actions import record
from allteach.core.identifiers import check_fields
from allteach.people.models import Person
from allteach.spaces.actions import add_member
from allteach.spaces.models import Audience, DisclosurePolicy, Space
from allteach.spaces.roles import Role

CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # None that can be taken for another.


@transaction.atomic
def make_collaborative(
    *,
    name: str,
    summary: str = "",
    slug: str = "",
    shares_results: bool = True,
    is_published_data: bool = False,
    ground: str = "",
    language: str = "en-gb",
    time_zone: str = "Europe/London",
    sections: dict[str, str] | None = None,
    by: Person,
) -> Space:
    """Make a collaborative with its rule about small numbers and the first draft of its charter; `by` directs it.

    On published data nothing is hidden, and the ground is said: where they are published.
    """
    if not name.strip():
        raise ValidationError({"name": [_("Give it a name.")]})
    if is_published_data and not ground.strip():
        raise ValidationError({"ground": [_("Say where these numbers are published: then nothing is hidden.")]})
    check_fields(was_checked=True, name=name, summary=summary, ground=ground)
    space = Space.objects.create(
        kind=Space.Kind.COLLABORATIVE,
        name=name.strip(),
        slug=free_slug(slug or name),
        code=free_code("c"),
        summary=summary.strip(),
        shares_results=shares_results,
        language=language,
        time_zone=time_zone,
    )
    DisclosurePolicy.objects.create(space=space, is_published_data=is_published_data, ground=ground.strip())
    charter = Charter.objects.create(
        kind="charter",
        space_id=space.pk,
        collaborative_id=space.pk,
        title=_("Charter of %(name)s") % {"name": space.name},
        audience=Audience.COLLABORATIVE,
        owner=by,
    )
    CharterVersion.objects.create(charter=charter, number=1, sections=sections or {}, by=by)
    record(
        events.COLLABORATIVE_BEGUN,
        by=by,
        about=space,
        space=space.pk,
        shares_results=shares_results,
        is_published_data=is_published_data,
    )
    add_member(space=space, person=by, role=Role.DIRECTOR, by=by)
    return space


def free_slug(wanted: str) -> str:
    """An address that no space has yet."""
    stem = slugify(wanted)[:70] or "space"
    taken = set(Space.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def free_code(letter: str) -> str:
    """A code for a space, drawn at random so that it tells nothing of name or order."""
    while True:
        code = letter + "".join(secrets.choice(CODE_LETTERS) for _ in range(5))
        if not Space.objects.filter(code=code).exists():
            return code
