"""Writing in a storyboard, and showing it to the collaborative."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from allteach.collaboratives.calendar import Entry
from allteach.core.actions import record
from allteach.people.models import Person
from allteach.progress import events
from allteach.progress.boards import Board
from allteach.progress.models import Storyboard
from allteach.progress.queries.storyboards import is_frozen
from allteach.spaces.actions.answers import refuse, write_answers
from allteach.spaces.actions.shared_answers import Seen, edits_in
from allteach.spaces.models import Audience, Space

BOXES = ("headline", "surprised", "offers", "wants")


@transaction.atomic
def write_storyboard(
    *,
    team: Space,
    session: Entry,
    headline: str = "",
    surprised: str = "",
    offers: str = "",
    wants: str = "",
    was_checked: bool = False,
    version: int | None = None,
    seen: Seen | None = None,
    by: Person,
) -> Storyboard:
    """Fill the boxes of a team's storyboard for a session. Others see them when it is published, or published anew.

    `version` is that of the storyboard which the writer saw, 0 when there was none, and `seen` what stood in its boxes
    (`edits_in`); ValidationError with code "conflict" for a box that somebody else wrote in since. Refused once the
    session is over.
    """
    storyboard = _storyboard_for(team, session, by)
    before = {name: getattr(storyboard, name) for name in BOXES}
    given = {"headline": headline, "surprised": surprised, "offers": offers, "wants": wants}
    answers = edits_in(given, row=storyboard, stands=before, version=version, seen=seen)
    refuse(write_answers(storyboard, answers, was_checked=was_checked))
    if storyboard.pk and all(before[name] == getattr(storyboard, name) for name in BOXES):
        return storyboard
    storyboard.words = "\n".join(filter(None, (getattr(storyboard, name) for name in BOXES)))
    _save(storyboard)
    record(
        events.STORYBOARD_WRITTEN,
        by=by,
        about=storyboard,
        space=team.pk,
        subject=storyboard.pk,
        session=session.number,
        texts={name: said for name in BOXES if (said := getattr(storyboard, name))},
    )
    return storyboard


@transaction.atomic
def publish_storyboard(*, team: Space, session: Entry, board: Board, by: Person) -> Storyboard:
    """Show a storyboard to the collaborative as it stands now: `board_from_record` made it. Again: shows the newer one.

    Refused once the session is over.
    """
    storyboard = _storyboard_for(team, session, by)
    is_first = storyboard.published_at is None
    storyboard.state, storyboard.audience = Storyboard.State.PUBLISHED, Audience.COLLABORATIVE
    storyboard.shown, storyboard.published_at, storyboard.published_by = board.as_json(), timezone.now(), by
    _save(storyboard)
    record(
        events.STORYBOARD_PUBLISHED if is_first else events.STORYBOARD_PUBLISHED_ANEW,
        by=by,
        about=storyboard,
        space=team.pk,
        subject=storyboard.pk,
        session=session.number,
    )
    return storyboard


@transaction.atomic
def take_back_storyboard(*, storyboard: Storyboard, session: Entry, by: Person) -> Storyboard:
    """Show a storyboard to the others no longer, until it is published anew. Refused once the session is over."""
    _refuse_frozen(session)
    storyboard = Storyboard.objects.select_for_update().get(pk=storyboard.pk)
    if storyboard.published_at is None:
        return storyboard
    storyboard.state, storyboard.audience = Storyboard.State.DRAFT, Audience.TEAM
    storyboard.shown = storyboard.published_at = storyboard.published_by = None
    _save(storyboard)
    record(
        events.STORYBOARD_TAKEN_BACK,
        by=by,
        about=storyboard,
        space=storyboard.team_id,
        subject=storyboard.pk,
        session=session.number,
    )
    return storyboard


def _storyboard_for(team: Space, session: Entry, by: Person) -> Storyboard:
    """The team's storyboard for a session, locked; a new one, unsaved, where there is none."""
    _refuse_frozen(session)
    Space.objects.select_for_update(no_key=True).get(pk=team.pk)  # So that two who begin it at once do not both.
    found = Storyboard.objects.select_for_update().filter(team_id=team.pk, session=session.number).first()
    return found or Storyboard(
        kind="storyboard",
        space_id=team.pk,
        team_id=team.pk,
        session=session.number,
        title=_("Storyboard for learning session %(number)d") % {"number": session.number},
        audience=Audience.TEAM,
        state=Storyboard.State.DRAFT,
        owner=by,
        version=0,
    )


def _save(storyboard: Storyboard) -> None:
    storyboard.version += 1
    storyboard.save()


def _refuse_frozen(session: Entry) -> None:
    if is_frozen(session, timezone.localdate()):
        raise ValidationError(_("The session is over: its storyboards stay as they were."))
