"""What a team was thanked for: its awards, their certificates, and whether the public reads of them."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.core.permissions import allow
from allteach.progress import actions
from allteach.progress.permissions import can_show_award, can_take_back_award
from allteach.progress.queries.awards import awards_of
from allteach.reports.catalogue import REPORTS
from allteach.spaces.naming import slug_for
from allteach.web.congress.forms import ShowForm, TakeBackForm
from allteach.web.congress.found import find_award
from allteach.web.congress.place import award_place
from allteach.web.congress.shown import cards_of
from allteach.web.documents.answers import document_file
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.teams.place import team_place


@require_safe
def team_awards(request, team):
    """The awards of a team."""
    found = find_team(request, team)

    context = {
        "place": team_place(found, request.person, current="awards"),
        "cards": cards_of(awards_of(found, seen_by=request.person), request.person),
    }
    return page(request, "congress/team_awards.html", context)


@require_POST
def show_award(request, team, award):
    """Say for the team whether the public may read of an award."""
    found = find_team(request, team)
    given = find_award(request, found, award)
    allow(can_show_award(request.person, given))

    form = ShowForm(request.POST)
    if form.submit(actions.show_award, award=given, by=request.person):
        is_shown = form.cleaned_data["is_shown"]
        messages.success(request, _("The public reads of it now.") if is_shown else _("It stays among yourselves."))
    return go_to(request, "congress:team_awards", slug_for(found, request.person))


@require_http_methods(["GET", "POST"])
def take_back_award(request, team, award):
    """Take an award back, with a reason."""
    found = find_team(request, team)
    given = find_award(request, found, award)
    allow(can_take_back_award(request.person, given))

    slug = slug_for(found, request.person)
    form = TakeBackForm(request.POST or None)
    if form.submit(actions.take_back_award, award=given, by=request.person):
        messages.success(request, _("Taken back. The team reads why."))
        return go_to(request, "congress:team_awards", slug)

    context = {
        "place": award_place(found, request.person, _("Take an award back")),
        "form": form,
        "award": given,
        "back": reverse("congress:team_awards", args=[slug]),
    }
    return page(request, "congress/take_back_award.html", context, part="form")


@require_safe
def certificate_file(request, team, award):
    """An award as a page for the wall."""
    found = find_team(request, team)
    given = find_award(request, found, award)
    if given.taken_back_at is not None:
        raise Http404

    return document_file(request, REPORTS["certificate"], given, "pdf")
