"""A team's storyboards: made from the record, filled, published; and the gallery of a session."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.collaboratives.calendar import Entry
from allteach.core.language import language_now
from allteach.core.permissions import allow
from allteach.improvement.queries.writers import last_writer
from allteach.progress import actions, events
from allteach.progress.models import Storyboard
from allteach.progress.permissions import (
    can_publish_storyboard,
    can_take_back_storyboard,
    can_write_leaflet,
    can_write_storyboard,
)
from allteach.progress.queries.leaflets import leaflets_of
from allteach.progress.queries.storyboards import (
    board_from_record,
    boards_of,
    gallery_of,
    is_frozen,
    session_of,
    sessions_of,
    storyboard_of,
)
from allteach.reports.catalogue import REPORTS
from allteach.reports.html import html
from allteach.reports.storyboard import Wall
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.web.documents.answers import document_file, files_of
from allteach.web.documents.forms import PressedForm, StoryboardForm
from allteach.web.documents.listed import FILTERS, cards_of, lines_of
from allteach.web.documents.place import gallery_place, storyboard_place
from allteach.web.found import find_collaborative, find_team
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_between
from allteach.web.navigation import Action
from allteach.web.teams.place import team_place


@require_safe
def storyboards(request, team):
    """A team's storyboards by session, its leaflets, and its progress to take along."""
    found = find_team(request, team)
    person, slug = request.person, slug_for(found, request.person)
    may_write = can_write_storyboard(person, found)

    context = {
        "place": team_place(found, person, current="storyboards"),
        "lines": lines_of(boards_of(found, seen_by=person), found, person, may_write=may_write),
        "may_write": may_write,
        "leaflets": leaflets_of(found, seen_by=person),
        "may_write_leaflet": can_write_leaflet(person, found),
        "leaflets_address": reverse("documents:leaflets", args=[slug]),
        "files": files_of(REPORTS["team_progress"], lambda form: reverse("documents:progress_file", args=[slug, form])),
    }
    return page(request, "documents/storyboards.html", context)


@require_safe
def storyboard(request, team, session):
    """A storyboard: as it was published, or, for the team until the session is over, as it stands today."""
    shown = find_wall(request, team, session)

    return page(request, "documents/storyboard.html", board_context(request, shown))


@require_safe
def storyboard_file(request, team, session, form):
    """The same as PDF or slide."""
    shown = find_wall(request, team, session)
    allow(REPORTS["storyboard"].may(request.person, shown.wall))

    return document_file(request, REPORTS["storyboard"], shown.wall, form)


@require_http_methods(["GET", "POST"])
def write_storyboard(request, team, session):
    """Fill the boxes."""
    found, entry = find_team(request, team), find_session(request, team, session)
    allow(can_write_storyboard(request.person, found))

    stands = storyboard_of(found, session, seen_by=request.person)
    form = StoryboardForm(request.POST or None, initial=answers_of(stands))
    if form.submit(actions.write_storyboard, team=found, session=entry, by=request.person):
        messages.success(request, _("Saved. The others see it when you publish it."))
        return go_to(request, address_of(request, found, session))

    clash = None
    if form.has_conflict:
        stands = storyboard_of(found, session, seen_by=request.person)
        writer = last_writer(stands, events=(events.STORYBOARD_WRITTEN,))
        clash = clash_between(form, saved=answers_of(stands), writer=writer, person=request.person)
    context = {
        "place": storyboard_place(found, request.person, _("What only you can say")),
        "form": form,
        "clash": clash,
        "session_words": session_words(entry),
        "back": address_of(request, found, session),
    }
    return page(request, "documents/write_storyboard.html", context, part="form", status=409 if clash else 200)


@require_POST
def publish_storyboard(request, team, session):
    """Show it to the collaborative as it stands now."""
    found, entry = find_team(request, team), find_session(request, team, session)
    allow(can_publish_storyboard(request.person, found))

    stands = storyboard_of(found, session, seen_by=request.person)
    board = board_from_record(found, entry, stands, language=language_now())
    form = PressedForm(request.POST)
    if form.submit(actions.publish_storyboard, team=found, session=entry, board=board, by=request.person):
        messages.success(request, _("Published. It hangs in the gallery of the session."))
    return answered(request, form, found, session)


@require_POST
def take_back_storyboard(request, team, session):
    """Take it down."""
    found, entry = find_team(request, team), find_session(request, team, session)
    stands = find_storyboard(request, found, session)
    allow(can_take_back_storyboard(request.person, stands))

    form = PressedForm(request.POST)
    if form.submit(actions.take_back_storyboard, storyboard=stands, session=entry, by=request.person):
        messages.success(request, _("Taken down. Nobody else sees it now."))
    return answered(request, form, found, session)


@require_safe
def gallery(request, space, session):
    """The storyboards of all teams for one session, side by side; or only what they offer or want."""
    found = find_collaborative(request, space)
    entry = session_of(found, session)
    if entry is None:
        raise Http404

    asked = request.GET.get("show", "")
    chosen = asked if asked in FILTERS else ""
    hung = gallery_of(found, session, seen_by=request.person)
    cards = cards_of(hung, chosen, language_now(), request.person)
    here = reverse("documents:gallery", args=[found.slug, session])
    context = {
        "place": gallery_place(found, _("Storyboards")),
        "session_words": session_words(entry),
        "sessions": [
            (session_name(each), reverse("documents:gallery", args=[found.slug, each.number]), each.number == session)
            for each in sessions_of(found)
        ],
        "filters": [(words, f"{here}?show={key}" if key else here, key == chosen) for key, words in FILTERS.items()],
        "cards": cards,
        "is_narrowed": bool(chosen),  # What was asked for then stands in front, on a phone too.
        "hung": len(hung),
        "is_frozen": is_frozen(entry, timezone.localdate()),
    }
    return page(request, "documents/gallery.html", context)


@require_safe
def galleries(request, space):
    """The gallery of the session that comes next, or of the last one."""
    found = find_collaborative(request, space)

    today, sessions = timezone.localdate(), sessions_of(found)
    if not sessions:
        context = {
            "place": gallery_place(found, _("Storyboards")),
            "calendar": reverse("calendars:calendar", args=[space]),
        }
        return page(request, "documents/no_sessions.html", context)
    coming = next((each for each in sessions if not is_frozen(each, today)), sessions[-1])
    return go_to(request, "documents:gallery", found.slug, coming.number)


@require_safe
def progress_file(request, team, form):
    """A team's progress as PDF, slides or workbook."""
    found = find_team(request, team)
    allow(REPORTS["team_progress"].may(request.person, found))

    return document_file(request, REPORTS["team_progress"], found, form)


# --- found ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """What a request may see of a storyboard, and whether the team may still change it."""

    wall: Wall
    may_write: bool
    is_frozen: bool


def find_session(request: HttpRequest, team: str, number: int) -> Entry:
    """A learning session of a team's collaborative."""
    entry = session_of(find_team(request, team).around_id, number)
    if entry is None:
        raise Http404
    return entry


def find_storyboard(request: HttpRequest, team: Space, number: int) -> Storyboard:
    """A storyboard that there is, and that this person may see."""
    stands = storyboard_of(team, number, seen_by=request.person)
    if stands is None:
        raise Http404
    stands.team = team
    return stands


def find_wall(request: HttpRequest, team: str, number: int) -> Shown:
    """What a storyboard is made of, if this person may see it: the team always, others once it was published."""
    found = find_team(request, team)
    entry = session_of(found.around_id, number)
    stands = storyboard_of(found, number, seen_by=request.person)
    may_write = can_write_storyboard(request.person, found)
    is_inside = found.pk in request.person.standing.inside
    if entry is None or not (is_inside or (stands and stands.is_published)):
        raise Http404
    over = is_frozen(entry, timezone.localdate())
    wants_published = "published" in request.GET or over or not is_inside
    is_preview = not (wants_published and stands is not None and stands.is_published)
    return Shown(Wall(found, entry, stands, is_preview=is_preview), may_write, over)


# --- shown ---------------------------------------------------------------------------------------------------------


def board_context(request: HttpRequest, shown: Shown) -> dict:
    """What the page of a storyboard shows."""
    wall, person = shown.wall, request.person
    slug, number = slug_for(wall.team, person), wall.session.number
    document = REPORTS["storyboard"].build(wall, seen_by=person)
    is_published = wall.storyboard is not None and wall.storyboard.is_published
    may_change = shown.may_write and not shown.is_frozen
    at = reverse("documents:storyboard", args=[slug, number])
    asked = "" if wall.is_preview else "published=1"
    acts = (
        (Action(_("Fill the boxes"), reverse("documents:write_storyboard", args=[slug, number])),) if may_change else ()
    )
    return {
        "place": storyboard_place(wall.team, person, session_words(wall.session), actions=acts),
        "board": html(document, level=2),
        "is_preview": wall.is_preview,
        "is_published": is_published,
        "is_frozen": shown.is_frozen,
        "may_change": may_change,
        "published_on": date_format(timezone.localtime(wall.storyboard.published_at), "j F Y") if is_published else "",
        "published_address": f"{at}?published=1",
        "today_address": at,
        "publish": reverse("documents:publish_storyboard", args=[slug, number]),
        "take_back": reverse("documents:take_back_storyboard", args=[slug, number]),
        "gallery": reverse("documents:gallery", args=[wall.team.parent.slug, number]) if wall.team.parent else "",
        "files": board_files(slug, number, asked),
    }


def board_files(slug: str, number: int, asked: str) -> list[tuple[str, str]]:
    """The formats a storyboard can be taken along in, each with its address."""
    pdf = reverse("documents:storyboard_file", args=[slug, number, "pdf"])
    pptx = reverse("documents:storyboard_file", args=[slug, number, "pptx"])
    more = f"&{asked}" if asked else ""
    return [
        (_("PDF, A3"), f"{pdf}?paper=a3{more}"),
        (_("PDF, A1"), f"{pdf}?paper=a1{more}"),
        (_("Slide"), f"{pptx}?{asked}" if asked else pptx),
    ]


def answered(request: HttpRequest, form: PressedForm, team: Space, number: int):
    """Back to the storyboard; with what was refused."""
    for problem in form.non_field_errors():
        messages.error(request, problem)
    return go_to(request, address_of(request, team, number))


def address_of(request: HttpRequest, team: Space, number: int) -> str:
    """The page of a storyboard."""
    return reverse("documents:storyboard", args=[slug_for(team, request.person), number])


def answers_of(stands: Storyboard | None) -> dict:
    """A storyboard as its form begins."""
    if stands is None:
        return {"version": 0}
    return {name: getattr(stands, name) for name in ("headline", "surprised", "offers", "wants", "version")}


def session_name(entry: Entry) -> str:
    """ "Session 2"."""
    return _("Session %(number)d") % {"number": entry.number}


def session_words(entry: Entry) -> str:
    """ "Learning session 2, 12 May 2025"."""
    return _("Learning session %(number)d, %(day)s") % {
        "number": entry.number,
        "day": date_format(entry.start, "j F Y"),
    }
