"""A team's pre-work, all teams' pre-work, signing off, and readiness."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.collaboratives.actions import prework as actions
from allteach.collaboratives.models import SignOff
from allteach.collaboratives.permissions import (
    can_review_readiness,
    can_see_prework,
    can_see_prework_of_all,
    can_sign_off,
    can_undo_sign_off,
)
from allteach.collaboratives.prework import ITEMS, Item
from allteach.collaboratives.queries.prework import reviews_of, undone_of
from allteach.collaboratives.readiness import suggestion
from allteach.core.permissions import allow
from allteach.progress.prework import checklists_of, exit_test, stuck_first, teams_in_prework
from allteach.spaces.naming import slug_for
from allteach.web.collaboratives.place import collaborative_place
from allteach.web.found import find_collaborative, find_team
from allteach.web.http import go_to, page
from allteach.web.prework.forms import ReadinessForm, SignOffForm, UndoForm
from allteach.web.prework.place import prework_place
from allteach.web.prework.shown import answers_of, lines_of, matrix_of, prework_table, undone_words
from allteach.web.teams.place import team_place


@require_safe
def prework(request, team):
    """A team's checklist: what is signed off, what the record shows, what is next."""
    found = find_team(request, team)
    allow(can_see_prework(request.person, found))

    today = timezone.localdate()
    (checklist,) = checklists_of([found], today=today)
    context = {
        "place": team_place(found, request.person, current="prework"),
        "team": found,
        "checklist": checklist,
        "lines": lines_of(checklist, person=request.person, today=today),
        "undone": undone_words(undone_of(found.pk)),
        "readiness": reverse("prework:readiness", args=[slug_for(found, request.person)]),
    }
    return page(request, "prework/prework.html", context)


@require_safe
def prework_of_all(request, space):
    """Teams against items, whoever is stuck first; and whether enough is done to begin."""
    found = find_collaborative(request, space)
    allow(can_see_prework_of_all(request.person, found))

    lists = stuck_first(checklists_of(teams_in_prework(found), today=timezone.localdate()))
    test = exit_test(lists, lists[0].limits) if lists else None
    context = {
        "place": collaborative_place(found, current="prework"),
        "collaborative": found,
        "rows": matrix_of(lists, seen_by=request.person),
        "items": ITEMS.values(),
        "stuck": sum(each.is_stuck for each in lists),
        "test": test,
        "has_calendar": any(each.weeks for each in lists),
    }
    table = prework_table(f"{found.slug}-prework", lists, seen_by=request.person)
    return page(request, "prework/prework_of_all.html", context, tables=[table])


@require_http_methods(["GET", "POST"])
def sign_off(request, team, item):
    """Say that an item is done."""
    found, asked = find_team(request, team), find_item(item)
    allow(can_sign_off(request.person, found, asked))

    form = SignOffForm(request.POST if request.method == "POST" else None)
    if form.submit(actions.sign_off, team=found, item=asked, by=request.person):
        messages.success(request, _("Signed off: %(item)s.") % {"item": asked.words})
        return go_to(request, "prework:prework", slug_for(found, request.person))

    today = timezone.localdate()
    (checklist,) = checklists_of([found], today=today)
    context = {
        "place": prework_place(found, request.person, name=asked.words),
        "item": asked,
        "line": next(line for line in checklist.lines if line.item.key == asked.key),
        "form": form,
        "back": reverse("prework:prework", args=[slug_for(found, request.person)]),
    }
    return page(request, "prework/sign_off.html", context, part="form")


@require_http_methods(["GET", "POST"])
def undo_sign_off(request, team, item):
    """Say that it is not done after all, and why."""
    found, asked = find_team(request, team), find_item(item)
    allow(can_undo_sign_off(request.person, found, asked))
    signed = get_object_or_404(SignOff.objects.standing().select_related("signed_by"), team=found.pk, item=asked.key)

    form = UndoForm(request.POST or None)
    if form.submit(actions.undo_sign_off, sign_off=signed, by=request.person):
        messages.success(request, _("It is not signed off any more."))
        return go_to(request, "prework:prework", slug_for(found, request.person))

    context = {
        "place": prework_place(found, request.person, name=asked.words),
        "item": asked,
        "signed": signed,
        "form": form,
        "back": reverse("prework:prework", args=[slug_for(found, request.person)]),
    }
    return page(request, "prework/undo_sign_off.html", context, part="form")


@require_safe
def readiness(request, team):
    """How ready a team is, by its newest review and the earlier ones."""
    found = find_team(request, team)
    allow(can_see_prework(request.person, found))

    reviews = reviews_of(found.pk)
    slug = slug_for(found, request.person)
    context = {
        "place": prework_place(found, request.person, name=_("How ready we are")),
        "newest": reviews[0] if reviews else None,
        "answers": answers_of(reviews[0]) if reviews else [],
        "earlier": reviews[1:],
        "may_review": can_review_readiness(request.person, found),
        "review": reverse("prework:review_readiness", args=[slug]),
    }
    return page(request, "prework/readiness.html", context)


@require_http_methods(["GET", "POST"])
def review_readiness(request, team):
    """Twelve questions, what follows, and who helps."""
    found = find_team(request, team)
    allow(can_review_readiness(request.person, found))

    newest = next(iter(reviews_of(found.pk)), None)
    is_of_today = newest is not None and newest.on == timezone.localdate()
    form = ReadinessForm(request.POST or None, review=newest, is_of_today=is_of_today)
    slug = slug_for(found, request.person)
    if form.submit(actions.review_readiness, team=found, by=request.person):
        review = form.result
        if suggestion(review.answers) != review.outcome:
            messages.info(request, _("The answers alone would suggest something else. It is kept as you decided."))
        messages.success(request, _("Saved."))
        return go_to(request, "prework:readiness", slug)

    context = {
        "place": prework_place(found, request.person, name=_("How ready are you?")),
        "form": form,
        "is_of_application": False,
        "back": reverse("prework:readiness", args=[slug]),
    }
    return page(
        request, "prework/review_readiness.html", context, part="form", status=409 if form.has_conflict else 200
    )


def find_item(key: str) -> Item:
    """The item of an address."""
    if key not in ITEMS:
        raise Http404
    return ITEMS[key]
