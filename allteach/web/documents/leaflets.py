"""The leaflet for patients: written by the team, read by a patient partner, published by link."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.core.permissions import allow
from allteach.improvement.queries.writers import last_writer
from allteach.progress import actions, events
from allteach.progress.actions.leaflets import SENTENCES
from allteach.progress.leaflet_languages import LANGUAGES
from allteach.progress.models import Leaflet
from allteach.progress.permissions import (
    can_publish_leaflet,
    can_review_leaflet,
    can_take_back_leaflet,
    can_write_leaflet,
)
from allteach.progress.plain_words import MOST_GRADE, grade, long_sentences
from allteach.progress.queries.leaflets import first_words, leaflet_of, leaflets_of, published_leaflet
from allteach.reports.catalogue import REPORTS
from allteach.reports.html import html
from allteach.reports.leaflet import Sheet
from allteach.spaces.models import Space
from allteach.spaces.naming import slug_for
from allteach.web.documents.answers import document_file
from allteach.web.documents.forms import LanguageForm, LeafletForm, PressedForm, ReviewForm
from allteach.web.documents.place import leaflet_place
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_between


@require_safe
def leaflets(request, team):
    """A team's leaflets, and the languages in which another can begin."""
    found = find_team(request, team)
    allow(found.pk in request.person.standing.inside)

    written = leaflets_of(found, seen_by=request.person)
    rest = [each for code, each in LANGUAGES.items() if code not in {leaflet.language for leaflet in written}]
    asked = LanguageForm(request.GET if "language" in request.GET else None, languages=rest)
    may_write = can_write_leaflet(request.person, found)
    if may_write and asked.is_valid():
        return go_to(request, address_of(request, found, asked.cleaned_data["language"], "write_leaflet"))
    context = {
        "place": leaflet_place(found, request.person, _("Leaflets for patients"), is_list=True),
        "lines": [
            (LANGUAGES[each.language].name, state_words(each), address_of(request, found, each.language))
            for each in written
        ],
        "form": asked if may_write and rest else None,
    }
    return page(request, "documents/leaflets.html", context)


@require_safe
def leaflet(request, team, language):
    """A leaflet as the team writes it, what is still to be done, and its public address."""
    found, stands = find_leaflet(request, team, language)

    return leaflet_page(request, found, stands)


@require_http_methods(["GET", "POST"])
def write_leaflet(request, team, language):
    """Write it; it begins with words from the record."""
    found = find_team(request, team)
    allow(can_write_leaflet(request.person, found))
    if language not in LANGUAGES:
        raise Http404

    stands = leaflet_of(found, language, seen_by=request.person)
    begins = answers_of(stands) if stands else {**first_words(found, language, seen_by=request.person), "version": 0}
    form = LeafletForm(request.POST or None, initial=begins)
    if form.submit(actions.write_leaflet, team=found, language=language, by=request.person):
        messages.success(request, _("Saved. Now a patient partner reads it."))
        return go_to(request, address_of(request, found, language))

    clash = None
    if form.has_conflict:
        stands = leaflet_of(found, language, seen_by=request.person)
        writer = last_writer(stands, events=(events.LEAFLET_WRITTEN,))
        clash = clash_between(form, saved=answers_of(stands), writer=writer, person=request.person)
    context = {
        "place": leaflet_place(
            found, request.person, _("Leaflet: %(language)s") % {"language": LANGUAGES[language].name}
        ),
        "form": form,
        "clash": clash,
        "back": address_of(request, found, language) if stands else reverse("documents:leaflets", args=[team]),
    }
    return page(request, "documents/write_leaflet.html", context, part="form", status=409 if clash else 200)


@require_POST
def review_leaflet(request, team, language):
    """A patient partner says that it is clear."""
    found, stands = find_leaflet(request, team, language)
    allow(can_review_leaflet(request.person, stands))

    form = ReviewForm(request.POST)
    if form.submit(actions.review_leaflet, leaflet=stands, by=request.person):
        messages.success(request, _("Thank you. It can be published now."))
    return answered(request, form, found, language)


@require_POST
def publish_leaflet(request, team, language):
    """Let everybody with the link read it."""
    found, stands = find_leaflet(request, team, language)
    allow(can_publish_leaflet(request.person, stands))

    form = PressedForm(request.POST)
    if form.submit(actions.publish_leaflet, leaflet=stands, by=request.person):
        messages.success(request, _("Published. Everybody with the link can read it."))
    return answered(request, form, found, language)


@require_POST
def take_back_leaflet(request, team, language):
    """Let nobody outside read it any longer."""
    found, stands = find_leaflet(request, team, language)
    allow(can_take_back_leaflet(request.person, stands))

    form = PressedForm(request.POST)
    if form.submit(actions.take_back_leaflet, leaflet=stands, by=request.person):
        messages.success(request, _("Taken back. Its link leads nowhere now."))
    return answered(request, form, found, language)


@require_safe
def leaflet_file(request, team, language):
    """The team's own working copy, to print and read aloud."""
    _found, stands = find_leaflet(request, team, language)
    sheet = Sheet(stands, is_preview=True)
    allow(REPORTS["leaflet"].may(request.person, sheet))

    return document_file(request, REPORTS["leaflet"], sheet, "pdf")


@login_not_required
@require_safe
def public_leaflet(request, code):
    """What patients read who have the link."""
    sheet = find_sheet(code)
    tongue = LANGUAGES[sheet.leaflet.language]
    document = REPORTS["leaflet"].build(sheet, seen_by=request.person)

    context = {
        "title": document.title,
        "sheet": html(document),
        "language": tongue,
        "pdf": reverse("documents:public_leaflet_file", args=[code]),
    }
    return page(request, "documents/public_leaflet.html", context)


@login_not_required
@require_safe
def public_leaflet_file(request, code):
    """The same, to print."""
    sheet = find_sheet(code)

    return document_file(request, REPORTS["leaflet"], sheet, "pdf")


# --- found and shown -----------------------------------------------------------------------------------------------


def find_leaflet(request: HttpRequest, team: str, language: str) -> tuple[Space, Leaflet]:
    """A team's leaflet in a language, if this person may see it."""
    found = find_team(request, team)
    stands = leaflet_of(found, language, seen_by=request.person)
    if stands is None:
        raise Http404
    stands.team = found
    return found, stands


def find_sheet(code: str) -> Sheet:
    """A published leaflet."""
    stands = published_leaflet(code)
    if stands is None:
        raise Http404
    return Sheet(stands)


def leaflet_page(request: HttpRequest, team: Space, stands: Leaflet):
    """The page of a team's leaflet."""
    person, language = request.person, stands.language
    document = REPORTS["leaflet"].build(Sheet(stands, is_preview=True), seen_by=person)
    context = {
        "place": leaflet_place(team, person, _("Leaflet: %(language)s") % {"language": LANGUAGES[language].name}),
        "sheet": html(document, level=2),
        "language": LANGUAGES[language],
        "leaflet": stands,
        "state": state_words(stands),
        "is_as_published": bool(stands.shown)
        and all(stands.shown.get(name) == getattr(stands, name) for name in SENTENCES),
        "remarks": remarks_on(stands),
        "may_write": can_write_leaflet(person, team),
        "write": address_of(request, team, language, "write_leaflet"),
        "review": address_of(request, team, language, "review_leaflet") if can_review_leaflet(person, stands) else "",
        "publish": address_of(request, team, language, "publish_leaflet")
        if can_publish_leaflet(person, stands)
        else "",
        "take_back": address_of(request, team, language, "take_back_leaflet")
        if can_take_back_leaflet(person, stands)
        else "",
        "pdf": address_of(request, team, language, "leaflet_file"),
        "public": settings.SITE_ADDRESS + reverse("documents:public_leaflet", args=[stands.code])
        if stands.is_published
        else "",
    }
    return page(request, "documents/leaflet.html", context)


def remarks_on(stands: Leaflet) -> list[str]:
    """What could be plainer. English only: other languages have other measures."""
    if not stands.language.startswith("en"):
        return []
    said = " ".join(getattr(stands, name) for name in SENTENCES)
    found = [
        _("Long sentence: “%(words)s …”. Can it be two?") % {"words": words}
        for name in SENTENCES
        for words in long_sentences(getattr(stands, name))
    ]
    if (grade(said) or 0) > MOST_GRADE:
        found.append(_("Words are long. Could somebody of eleven years read it?"))
    return found


def state_words(stands: Leaflet) -> str:
    """Where it stands."""
    if stands.is_published and not stands.is_reviewed:
        return _("Published; changed since, and not read by a patient partner yet")
    if stands.is_published:
        return _("Published")
    return _("Read by a patient partner") if stands.is_reviewed else _("Waits for a patient partner to read it")


def answered(request: HttpRequest, form, team: Space, language: str):
    """Back to the leaflet; with what was refused."""
    for problem in form.non_field_errors():
        messages.error(request, problem)
    return go_to(request, address_of(request, team, language))


def address_of(request: HttpRequest, team: Space, language: str, view: str = "leaflet") -> str:
    """The page of a leaflet, or of something that is done with it."""
    return reverse(f"documents:{view}", args=[slug_for(team, request.person), language])


def answers_of(stands: Leaflet) -> dict:
    """A leaflet as its form begins."""
    return {name: getattr(stands, name) for name in (*SENTENCES, "version")}
