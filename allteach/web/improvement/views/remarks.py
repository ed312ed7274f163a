"""Remarks on a test: made by its coach, read by the team, taken back by whoever made them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from allteach.core.permissions import allow
from allteach.improvement import actions
from allteach.improvement.models import Remark
from allteach.improvement.permissions import can_read_remarks, can_remark_on_cycle, can_take_back_remark
from allteach.web.found import find_team
from allteach.web.http import go_to
from allteach.web.improvement.forms.remarks import RemarkForm
from allteach.web.improvement.found import find_cycle
from allteach.web.improvement.shown.addresses import cycle_address
from allteach.web.improvement.views.answering import cycle_page


@require_POST
def remark_on_cycle(request, team, number):
    """Say something about a test."""
    found = find_team(request, team)
    cycle = find_cycle(request, found, number)
    allow(can_remark_on_cycle(request.person, cycle))

    form = RemarkForm(request.POST)
    if form.submit(actions.remark_on_cycle, cycle=cycle, by=request.person):
        messages.success(request, _("Said. The team finds it on its desk."))
        return go_to(request, cycle_address(cycle, request.person))
    return cycle_page(request, cycle, remark_form=form)


@require_POST
def read_remarks(request, team, number):
    """Say that the remarks on a test are read."""
    found = find_team(request, team)
    cycle = find_cycle(request, found, number)
    allow(can_read_remarks(request.person, cycle))

    actions.read_remarks(cycle=cycle, by=request.person)
    return go_to(request, cycle_address(cycle, request.person))


@require_POST
def take_back_remark(request, team, number, remark):
    """Take back what one remarked."""
    found = find_team(request, team)
    cycle = find_cycle(request, found, number)
    made = get_object_or_404(Remark, pk=remark, cycle=cycle.pk)
    allow(can_take_back_remark(request.person, made))

    actions.take_back_remark(remark=made, by=request.person)
    messages.success(request, _("Taken back."))
    return go_to(request, cycle_address(cycle, request.person))
