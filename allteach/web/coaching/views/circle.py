"""The coaches' circle: questions, answers, and what helped."""

from dataclasses import dataclass

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from allteach.core.permissions import allow
from allteach.meetings.actions import circle as actions
from allteach.meetings.models import CircleQuestion
from allteach.meetings.permissions import can_close_circle_question, can_join_circle
from allteach.progress.caseload import teams_coached_by
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for
from allteach.web.coaching.forms import AnswerCircleForm, AskCircleForm, CloseCircleForm
from allteach.web.coaching.found import find_question
from allteach.web.collaboratives.place import collaborative_place, place_beneath
from allteach.web.found import find_collaborative
from allteach.web.http import go_to, page


@dataclass(frozen=True)
class ShownQuestion:
    """One question of the circle."""

    question: CircleQuestion
    team: str
    address: str
    answers: int


@require_http_methods(["GET", "POST"])
def circle(request, space):
    """What coaches of a collaborative ask each other, the open questions first; and a new one."""
    found = find_collaborative(request, space)
    allow(can_join_circle(request.person, found))

    person = request.person
    coached = [team.pk for team in teams_coached_by(person) if team.around_id == found.pk]
    form = AskCircleForm(request.POST or None, teams=Space.objects.filter(pk__in=coached).order_by("name"))
    if form.submit(actions.ask_circle, collaborative=found, by=person):
        messages.success(request, _("Asked. The other coaches see it here."))
        return go_to(request, "coaching:circle", found.slug)

    questions = CircleQuestion.objects.visible_to(person).filter(collaborative=found.pk).with_names()
    shown = [
        ShownQuestion(
            question,
            name_for(question.team, person) if question.team else "",
            reverse("coaching:circle_question", args=[found.slug, question.pk]),
            len(question.answers.all()),
        )
        for question in questions
    ]
    context = {
        "place": collaborative_place(found, current="circle"),
        "open": [each for each in shown if each.question.closed_at is None],
        "closed": [each for each in shown if each.question.closed_at is not None],
        "form": form,
    }
    return page(request, "coaching/circle.html", context, part="form")


@require_http_methods(["GET", "POST"])
def circle_question(request, space, question):
    """One question with its answers, and room for another."""
    found = find_collaborative(request, space)
    asked = find_question(request, found, question)
    allow(can_join_circle(request.person, found))

    form = AnswerCircleForm(request.POST or None)
    if form.submit(actions.answer_circle, question=asked, by=request.person):
        messages.success(request, _("Said."))
        return go_to(request, "coaching:circle_question", found.slug, asked.pk)

    return page(request, "coaching/circle_question.html", shown(request, found, asked, form), part="form")


@require_POST
def close_circle_question(request, space, question):
    """Close a question, with what helped."""
    found = find_collaborative(request, space)
    asked = find_question(request, found, question)
    allow(can_close_circle_question(request.person, asked))

    form = CloseCircleForm(request.POST)
    if form.submit(actions.close_circle_question, question=asked, by=request.person):
        messages.success(request, _("Closed."))
        return go_to(request, "coaching:circle", found.slug)

    context = shown(request, found, asked, AnswerCircleForm()) | {"close_form": form}
    return page(request, "coaching/circle_question.html", context)


def shown(request, collaborative, question, form) -> dict:
    """What the page of a question shows."""
    person = request.person
    return {
        "place": place_beneath(collaborative, tab="circle", name=_("A question to the circle")),
        "question": question,
        "answers": question.answers.all(),
        "team": name_for(question.team, person) if question.team else "",
        "form": form,
        "close_form": CloseCircleForm(),
        "may_close": can_close_circle_question(person, question),
        "close": reverse("coaching:close_circle_question", args=[collaborative.slug, question.pk]),
        "back": reverse("coaching:circle", args=[collaborative.slug]),
    }
