"""The results while they are prepared: written, looked at, published, corrected, taken back."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.language import language_now
from allteach.core.permissions import allow
from allteach.measures.models import Measure
from allteach.progress import actions
from allteach.progress.models import Results
from allteach.progress.permissions import can_publish_results, can_read_draft_results
from allteach.progress.queries.awards import named_awards
from allteach.progress.queries.results import (
    first_answers,
    measures_to_choose,
    published_versions,
    results_from_record,
    results_of,
)
from allteach.progress.told_results import PARTS
from allteach.reports.catalogue import REPORTS
from allteach.reports.html import html
from allteach.reports.results import Publication
from allteach.spaces.models import Space
from allteach.web.congress.forms import PublishForm, ResultsForm, TakeBackForm
from allteach.web.congress.found import find_results
from allteach.web.congress.place import congress_place, results_place
from allteach.web.congress.shown import lines_of_versions
from allteach.web.found import find_collaborative
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_with
from allteach.web.navigation import Action


@require_safe
def draft_results(request, space):
    """The results as they would be published today, and every version that was."""
    found = find_collaborative(request, space)
    allow(can_read_draft_results(request.person, found))

    return draft_page(request, found, results_of(found, seen_by=request.person))


@require_http_methods(["GET", "POST"])
def write_results(request, space):
    """Say what only people can say."""
    found = find_collaborative(request, space)
    allow(can_publish_results(request.person, found))

    stands = results_of(found, seen_by=request.person)
    initial = answers_of(stands) if stands else {**first_answers(found), "version": 0}
    choices = Measure.objects.filter(pk__in=[each.pk for each in measures_to_choose(found)])
    form = ResultsForm(
        request.POST or None,
        initial=initial,
        measures=choices.select_related("current").order_by("position", "pk"),
        links=initial["links"],
    )
    if form.submit(actions.write_results, collaborative=found, by=request.person):
        messages.success(request, _("Saved. Nobody outside reads it before you publish it."))
        return go_to(request, "congress:draft_results", found.slug)

    clash = None
    if form.has_conflict:
        stands = find_results(request, found)
        clash = clash_with(form, saved=answers_of(stands), name=str(stands.changed_by), at=stands.changed_at)
    context = {
        "place": results_place(found, _("Write the results")),
        "form": form,
        "clash": clash,
        "back": reverse("congress:draft_results", args=[found.slug]),
    }
    return page(request, "congress/write_results.html", context, part="form", status=409 if clash else 200)


@require_http_methods(["GET", "POST"])
def publish_results(request, space):
    """Publish them as they stand."""
    found = find_collaborative(request, space)
    allow(can_publish_results(request.person, found))

    stands = find_results(request, found)
    versions = published_versions(found)
    form = PublishForm(request.POST or None, is_first=not versions, initial={"version": stands.version})
    told = results_from_record(stands, language=language_now())
    if form.submit(actions.publish_results, results=stands, told=told, by=request.person):
        messages.success(request, _("Published. Anybody can read it now."))
        return go_to(request, "congress:results", found.slug)

    context = {
        "place": results_place(found, _("Publish the results")),
        "form": form,
        "collaborative": found,
        "has_versions": bool(versions),
        "write": reverse("congress:write_results", args=[found.slug]),
        "back": reverse("congress:draft_results", args=[found.slug]),
    }
    return page(request, "congress/publish_results.html", context, part="form")


@require_http_methods(["GET", "POST"])
def take_back_results(request, space):
    """Take back whatever was published, with a reason that anybody reads."""
    found = find_collaborative(request, space)
    allow(can_publish_results(request.person, found))

    stands = find_results(request, found)
    form = TakeBackForm(request.POST or None)
    if form.submit(actions.take_back_results, results=stands, by=request.person):
        messages.success(request, _("Taken back. The page says so, and why."))
        return go_to(request, "congress:draft_results", found.slug)

    context = {
        "place": results_place(found, _("Take the results back")),
        "form": form,
        "back": reverse("congress:draft_results", args=[found.slug]),
    }
    return page(request, "congress/take_back_results.html", context, part="form")


def draft_page(request: HttpRequest, found: Space, stands: Results | None):
    """The page of the draft; before anybody wrote, what it will be."""
    person, slug = request.person, found.slug
    may_write = can_publish_results(person, found)
    write = reverse("congress:write_results", args=[slug])
    context = {
        "may_write": may_write,
        "write": write,
    }
    if stands is None:
        context["place"] = congress_place(found, _("Results"))
        return page(request, "congress/no_results.html", context)
    versions = published_versions(found)
    told = results_from_record(stands, language=language_now())
    publication = Publication(found, told, awards=named_awards(found))
    publish = reverse("congress:publish_results", args=[slug])
    acts = (Action(_("Write on them"), write), Action(_("Publish them"), publish, is_main=True)) if may_write else ()
    has_standing = any(each.taken_back_at is None for each in versions)
    context |= {
        "place": replace(congress_place(found, _("Results")), actions=acts),
        "document": html(REPORTS["results"].build(publication, seen_by=person), level=2),
        "is_public": has_standing,
        "public": reverse("congress:results", args=[slug]),
        "lines": lines_of_versions(versions, None),
        "take_back": reverse("congress:take_back_results", args=[slug]) if may_write and has_standing else "",
        "missing": missing_in(stands),
    }
    return page(request, "congress/draft_results.html", context)


def missing_in(stands: Results) -> list[str]:
    """What is still to be said before anything can be published."""
    asked = {
        "summary": _("what was reached"),
        "not_worked": _("what did not work"),
        "limits": _("what they cannot tell"),
    }
    return [words for name, words in asked.items() if not getattr(stands, name).strip()]


def answers_of(stands: Results) -> dict:
    """The working copy as its form begins."""
    said = {name: getattr(stands, name) for name in (*PARTS, "licence", "links", "version")}
    return {**said, "measures": list(stands.measures.values_list("pk", flat=True))}
