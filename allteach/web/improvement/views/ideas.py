"""The ideas that a collaborative gathers: its change package, one idea, a new one, and how well each is supported."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.permissions import allow
from allteach.improvement import actions
from allteach.improvement.models import ChangeIdea
from allteach.improvement.permissions import can_add_change_idea, can_revise_change_idea, can_start_cycle
from allteach.improvement.queries.changes import changes_from, changes_in
from allteach.improvement.queries.learning import ideas_in, tallies_of, who_tried
from allteach.spaces.models import Space
from allteach.web.collaboratives.place import collaborative_place, place_beneath
from allteach.web.found import find_collaborative
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_in
from allteach.web.improvement.forms.ideas import IdeaForm, ReviseIdeaForm
from allteach.web.improvement.found import find_idea
from allteach.web.improvement.listed import ideas_table, kept_table
from allteach.web.improvement.shown.cycles import other_of
from allteach.web.improvement.shown.ideas import (
    answers_of_idea,
    evidence_mark,
    idea_address,
    idea_facts,
    ways_to_test,
)
from allteach.web.improvement.views.answering import one_page
from allteach.web.navigation import Action


@require_safe
def ideas(request, space):
    """What teams may try, who tried it and what became of it; and what teams kept."""
    found = find_collaborative(request, space)

    new = reverse("improvement:add_change_idea", args=[found.slug])
    may_add = can_add_change_idea(request.person, found)
    tallies = ideas_in(found, seen_by=request.person)
    kept = changes_in(found, seen_by=request.person)
    kept_shown = one_page(request, kept)
    actions_here = (Action(_("Add an idea"), new),) if may_add else ()
    context = {
        "place": collaborative_place(found, current="ideas", actions=actions_here),
        "has_ideas": bool(tallies),
        "kept": kept_shown,
        "may_add": may_add,
        "new": new,
    }
    tables = [ideas_table(found, tallies), kept_table(found, kept, request.person, shown=kept_shown.object_list)]
    return page(request, "improvement/ideas.html", context, tables=tables)


@require_safe
def idea(request, space, idea):
    """One idea: what it is, how to begin small, who tried it and what they say of it."""
    found = find_collaborative(request, space)
    shown = find_idea(request, found, idea)

    person = request.person
    [tally] = tallies_of([shown], seen_by=person)
    kept = changes_from(shown, seen_by=person)
    context = {
        "place": place_beneath(found, tab="ideas", name=shown.title),
        "idea": shown,
        "mark": evidence_mark(shown),
        "known": idea_facts(shown, tally),
        "reasons": tally.reasons,
        "tried": [other_of(tried, person) for tried in who_tried(shown, seen_by=person)],
        "has_kept": bool(kept),
        "ways": ways_to_test(shown, testing_teams(request, found), person),
        "revise": idea_address(shown, "revise_change_idea"),
        "may_revise": can_revise_change_idea(person, shown),
    }
    return page(request, "improvement/idea.html", context, tables=[kept_table(found, kept, person)])


def testing_teams(request, collaborative: Space) -> list[Space]:
    """The teams of a collaborative in which this person tests changes. No query."""
    spaces = {one.space_id: one.space for one in request.person.standing.memberships}
    return [
        space
        for space in spaces.values()
        if space.parent_id == collaborative.pk and can_start_cycle(request.person, space)
    ]


@require_http_methods(["GET", "POST"])
def add_change_idea(request, space):
    """Tell an idea so that another team can try it."""
    found = find_collaborative(request, space)
    allow(can_add_change_idea(request.person, found))

    form = IdeaForm(
        request.POST or None, initial={"evidence": ChangeIdea.Evidence.UNTESTED, "origin": ChangeIdea.Origin.TEAM}
    )
    if form.submit(actions.add_change_idea, space=found, by=request.person):
        messages.success(request, _("Thank you. Every team of %(space)s can try it.") % {"space": found.name})
        return go_to(request, idea_address(form.result))

    context = {
        "place": place_beneath(found, tab="ideas", name=_("Add an idea")),
        "back": reverse("improvement:ideas", args=[found.slug]),
        "form": form,
    }
    return page(request, "improvement/write_idea.html", context, part="form")


@require_http_methods(["GET", "POST"])
def revise_change_idea(request, space, idea):
    """Tell an idea better, or say what is known of it by now."""
    found = find_collaborative(request, space)
    revised = find_idea(request, found, idea)
    allow(can_revise_change_idea(request.person, revised))

    form = ReviseIdeaForm(request.POST or None, initial=answers_of_idea(revised))
    if form.submit(actions.revise_change_idea, idea=revised, by=request.person):
        messages.success(request, _("Saved."))
        return go_to(request, idea_address(revised))

    clash = None
    if form.has_conflict:
        revised = find_idea(request, found, idea)
        clash = clash_in(form, saved=answers_of_idea(revised), subject=revised)
    context = {
        "place": place_beneath(found, tab="ideas", name=revised.title),
        "back": idea_address(revised),
        "form": form,
        "clash": clash,
    }
    return page(request, "improvement/write_idea.html", context, part="form", status=409 if clash else 200)
