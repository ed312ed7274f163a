"""Writing the leaflet for patients, reading it as a patient partner, and publishing it."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.core.actions import record
from allteach.people.models import Person
from allteach.progress import events
from allteach.progress.leaflet_languages import LANGUAGES
from allteach.progress.models import Leaflet
from allteach.spaces.actions.answers import refuse, require_version, write_answers
from allteach.spaces.actions.shared_answers import Seen, edits_in
from allteach.spaces.models import Audience, Membership, Space
from allteach.spaces.roles import Role

SENTENCES = ("why", "notice", "choice", "counting", "ideas", "ask")


@transaction.atomic
def write_leaflet(
    *,
    team: Space,
    language: str,
    why: str,
    notice: str,
    choice: str,
    counting: str,
    ideas: str,
    ask: str,
    was_checked: bool = False,
    version: int | None = None,
    seen: Seen | None = None,
    by: Person,
) -> Leaflet:
    """Write a team's leaflet in one language. A word changed is to be read again by a patient partner.

    `version` is that of the leaflet which the writer saw, 0 when there was none, and `seen` its sentences (`edits_in`);
    ValidationError with code "conflict" for a sentence that somebody else changed since. What is published stays as it
    is until it is published anew.
    """
    if language not in LANGUAGES:
        raise ValidationError({"language": [_("Choose one of the languages in the list.")]})
    Space.objects.select_for_update(no_key=True).get(pk=team.pk)  # So that two who begin it at once do not both.
    leaflet = Leaflet.objects.select_for_update().filter(team_id=team.pk, language=language).first() or Leaflet(
        kind="leaflet",
        space_id=team.pk,
        team_id=team.pk,
        language=language,
        title=_("Leaflet for patients: %(language)s") % {"language": LANGUAGES[language].name},
        audience=Audience.TEAM,
        state=Leaflet.State.DRAFT,
        code=secrets.token_urlsafe(16),
        owner=by,
        version=0,
    )
    before = {name: getattr(leaflet, name) for name in SENTENCES}
    given = {"why": why, "notice": notice, "choice": choice, "counting": counting, "ideas": ideas, "ask": ask}
    answers = edits_in(given, row=leaflet, stands=before, version=version, seen=seen)
    needed = dict.fromkeys(SENTENCES, _("Say it in a sentence or two."))
    refuse(write_answers(leaflet, answers, needed=needed, was_checked=was_checked))
    if leaflet.pk and all(before[name] == getattr(leaflet, name) for name in SENTENCES):
        return leaflet
    leaflet.reviewed_by = leaflet.reviewed_on = None
    leaflet.words = "\n".join(getattr(leaflet, name) for name in SENTENCES)
    _save(leaflet)
    texts = {name: getattr(leaflet, name) for name in SENTENCES}
    _record(events.LEAFLET_WRITTEN, leaflet, by, texts=texts)
    return leaflet


@transaction.atomic
def review_leaflet(*, leaflet: Leaflet, version: int | None = None, by: Person) -> Leaflet:
    """Say, as a patient partner of the team, that a leaflet can be understood as it is worded now.

    `version` is that of the words which were read; ValidationError with code "conflict" if they changed since.
    """
    leaflet = Leaflet.objects.select_for_update().get(pk=leaflet.pk)
    require_version(leaflet, version)
    partners = Membership.objects.active().filter(space_id=leaflet.team_id, role=Role.PARTNER, person=by)
    if not partners.exists():
        raise ValidationError(_("A patient partner of the team reads the leaflet, and says that it is clear."))
    if leaflet.is_reviewed:
        return leaflet
    leaflet.reviewed_by, leaflet.reviewed_on = by, timezone.localdate()
    _save(leaflet)
    _record(events.LEAFLET_REVIEWED, leaflet, by)
    return leaflet


@transaction.atomic
def publish_leaflet(*, leaflet: Leaflet, by: Person) -> Leaflet:
    """Let everybody with its link read a leaflet as it is worded now. Refused until a patient partner has read it."""
    leaflet = Leaflet.objects.select_for_update().get(pk=leaflet.pk)
    if not leaflet.is_reviewed:
        raise ValidationError(_("A patient partner of the team reads it first."))
    leaflet.state = Leaflet.State.PUBLISHED
    leaflet.shown = {name: getattr(leaflet, name) for name in SENTENCES}
    leaflet.shown["reviewed_on"] = leaflet.reviewed_on.isoformat()
    leaflet.published_at, leaflet.published_by = timezone.now(), by
    _save(leaflet)
    _record(events.LEAFLET_PUBLISHED, leaflet, by)
    return leaflet


@transaction.atomic
def take_back_leaflet(*, leaflet: Leaflet, by: Person) -> Leaflet:
    """Let nobody outside read a leaflet any longer. Its link ends; published again, it gets another."""
    leaflet = Leaflet.objects.select_for_update().get(pk=leaflet.pk)
    if not leaflet.is_published:
        return leaflet
    leaflet.state, leaflet.code = Leaflet.State.DRAFT, secrets.token_urlsafe(16)
    leaflet.shown = leaflet.published_at = leaflet.published_by = None
    _save(leaflet)
    _record(events.LEAFLET_TAKEN_BACK, leaflet, by)
    return leaflet


def _save(leaflet: Leaflet) -> None:
    leaflet.version += 1
    leaflet.save()


def _record(name: str, leaflet: Leaflet, by: Person, texts: dict[str, str] | None = None) -> None:
    record(
        name,
        by=by,
        about=leaflet,
        space=leaflet.team_id,
        subject=leaflet.pk,
        language=leaflet.language,
        version=leaflet.version,
        texts=texts,
    )
