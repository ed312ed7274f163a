"""Team time that ends in tests: a team's plan to the next session."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from allteach.core.permissions import allow
from allteach.improvement.models import Cycle
from allteach.improvement.permissions import can_test_changes
from allteach.meetings.kinds import Kind
from allteach.meetings.queries.coming import people_of
from allteach.meetings.queries.commitments import with_names
from allteach.people.models import Person
from allteach.progress.actions.plans import plan_action_period
from allteach.spaces.naming import name_for, slug_for
from allteach.web.http import go_to, page
from allteach.web.improvement.found import charts_of, ideas_for
from allteach.web.meetings.forms.learning import ActionPlanForm
from allteach.web.meetings.found import find_meeting, find_team_of
from allteach.web.meetings.place import place_beneath_meeting
from allteach.web.meetings.shown import address_of, promise_lines


@require_http_methods(["GET", "POST"])
def action_plan(request, space, number, team):
    """What a team tests, with what it predicts, and who does what, until everybody meets again."""
    found = find_meeting(request, space, number, Kind.LEARNING_SESSION)
    own = find_team_of(request, found, team)
    person = request.person
    allow(can_test_changes(person, own) and found.cancelled_at is None)

    people = Person.objects.filter(pk__in=[each.pk for each in people_of(own)]).order_by("name")
    form = ActionPlanForm(
        request.POST or None, ideas=ideas_for(request, own), charts=charts_of(request, own), people=people
    )
    if form.submit(plan_action_period, meeting=found, team=own, by=person):
        messages.success(request, _("Your plan stands. Each test is under Tests, with its prediction."))
        return go_to(request, address_of(found, "action_plan", slug_for(own, person)))

    slug = slug_for(own, person)
    begun = Cycle.objects.visible_to(person).filter(team=own.pk, made_at__gte=found.starts_at).with_predictions()
    context = {
        "place": place_beneath_meeting(found, _("Plan of %(team)s to the next session") % {"team": own.name}),
        "team": name_for(own, person),
        "form": form,
        "tests": [
            {
                "title": cycle.title,
                "address": reverse("improvement:cycle", args=[slug, cycle.number]),
                "prediction": next((each.prediction for each in cycle.predictions.all()), ""),
            }
            for cycle in begun
        ],
        "promised": promise_lines(
            with_names(found.commitments.filter(team=own.pk)), person, today=timezone.localdate()
        ),
        "here": address_of(found, "action_plan", slug),
        "back": address_of(found),
    }
    return page(request, "meetings/action_plan.html", context, part="form")
