"""A team's aim: what it says and said, writing it, agreeing to it."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.core.permissions import allow
from allteach.improvement import actions
from allteach.improvement.permissions import can_agree_to_aim, can_write_aim
from allteach.improvement.queries.aims import AimShown, aim_of
from allteach.measures.models import Measure
from allteach.spaces.models import Space
from allteach.web.found import find_team
from allteach.web.http import go_to, page
from allteach.web.improvement.conflicts import clash_in
from allteach.web.improvement.forms.aims import AgreeForm, AimForm
from allteach.web.improvement.found import find_aim
from allteach.web.improvement.place import place_beneath
from allteach.web.improvement.shown.addresses import team_address
from allteach.web.improvement.shown.aims import agreements_of, aim_facts, history_of, version_words


@require_safe
def aim(request, team):
    """What a team has set out to improve: the sentence, what could be clearer, who agreed, and earlier versions."""
    found = find_team(request, team)
    return aim_page(request, found)


@require_http_methods(["GET", "POST"])
def write_aim(request, team):
    """Write the aim, or a new version of it."""
    found = find_team(request, team)
    allow(can_write_aim(request.person, found))

    stands = aim_of(found, seen_by=request.person)
    form = AimForm(
        request.POST or None, measures=measures_for(request, found), is_first=stands is None, initial=answers_of(stands)
    )
    if form.submit(actions.write_aim, team=found, by=request.person):
        messages.success(request, _("Saved. Ask your team whether they agree."))
        return go_to(request, team_address(found, request.person, "aim"))

    clash = None
    if form.has_conflict:
        stands = aim_of(found, seen_by=request.person)
        clash = clash_in(form, saved=answers_of(stands), subject=stands.aim)
    context = {
        "place": place_beneath(found, request.person, tab="overview", name=_("Our aim")),
        "back": team_address(found, request.person, "aim"),
        "is_first": stands is None,
        "form": form,
        "clash": clash,
    }
    return page(request, "improvement/write_aim.html", context, part="form", status=409 if clash else 200)


@require_http_methods(["GET", "POST"])
def agree_to_aim(request, team):
    """Agree to the aim as it is worded now, with doubts beside it."""
    found = find_team(request, team)
    stands = find_aim(request, found)
    allow(can_agree_to_aim(request.person, stands))

    form = AgreeForm(request.POST or None)
    if form.submit(actions.agree_to_aim, aim=stands, by=request.person):
        messages.success(request, _("Thank you. Your agreement stands beside the aim."))
        return go_to(request, team_address(found, request.person, "aim"))
    return aim_page(request, found, form=form)


def aim_page(request: HttpRequest, team: Space, *, form: AgreeForm | None = None):
    """The page of a team's aim; with a form that was refused, the form."""
    stands = aim_of(team, seen_by=request.person)
    may_agree = stands is not None and not stands.has_agreed and can_agree_to_aim(request.person, stands.aim)
    context = {
        "place": place_beneath(team, request.person, tab="overview", name=_("Our aim")),
        "aim": stands,
        "version_words": version_words(stands) if stands else "",
        "known": aim_facts(stands) if stands else [],
        "remarks": stands.remarks if stands else (),
        "history": history_of(stands) if stands else [],
        "agreements": agreements_of(stands) if stands else [],
        "form": form or (AgreeForm() if may_agree else None),
        "agree": team_address(team, request.person, "agree_to_aim"),
        "write": team_address(team, request.person, "write_aim"),
        "may_write": can_write_aim(request.person, team),
    }
    return page(request, "improvement/aim.html", context, part="form")


def answers_of(stands: AimShown | None) -> dict:
    """What the aim says now, by question. Of no aim, only that there is none."""
    if stands is None:
        return {"version": 0}
    names = AimForm.base_fields.keys() - {"version", "change_reason", "was_checked"}
    return {"version": stands.aim.version, **{name: getattr(stands.current.version, name) for name in names}}


def measures_for(request: HttpRequest, team: Space):
    """The measures of the team and of its collaborative, to choose from."""
    around = [team.pk, team.parent_id] if team.parent_id else [team.pk]
    return Measure.objects.visible_to(request.person).filter(in_space__in=around, retired_on=None)
