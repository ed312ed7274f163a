"""What teams show each other at a session, who presents, and what it was like."""

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allteach.core.permissions import allow
from allteach.improvement.models import ChangeIdea
from allteach.meetings import actions
from allteach.meetings.kinds import Kind, Strand
from allteach.meetings.models import TopicCard
from allteach.meetings.permissions import (
    can_change_meeting,
    can_give_feedback,
    can_run_meeting,
    can_say_topics,
    can_see_feedback,
)
from allteach.meetings.queries.feedback import results_of
from allteach.meetings.queries.learning import Pair, pairs_of, presentations_of, wall_of
from allteach.progress.matching import suggestions_for
from allteach.spaces.models import DisclosurePolicy, Space
from allteach.spaces.naming import name_for, slug_for
from allteach.web.http import go_to, page
from allteach.web.meetings.forms.learning import FeedbackForm, PresenterForm, ReviewForm, TopicsForm
from allteach.web.meetings.found import find_meeting, find_team_of
from allteach.web.meetings.listed import feedback_table, pairs_table
from allteach.web.meetings.place import place_beneath_meeting
from allteach.web.meetings.shown import address_of, own_teams

GATHERINGS = (Kind.LEARNING_SESSION, Kind.CONGRESS)
Side = TopicCard.Side


@require_safe
def topics(request, space, number):
    """Who can show what to whom: pairs from what teams said, and from what the record knows."""
    found = find_meeting(request, space, number, *GATHERINGS)

    person = request.person
    wall = wall_of(found, seen_by=person)
    pairs: list[Pair] = [*pairs_of(wall.cards), *suggestions_for(found, wall.cards, seen_by=person)]
    met = {(pair.topic, pair.learns.pk) for pair in pairs}
    context = {
        "place": place_beneath_meeting(found, _("Who shows what to whom")),
        "has_cards": bool(wall.cards),
        "has_pairs": bool(pairs),
        "unmet": [
            {"topic": card.words, "team": name_for(card.team, person)}
            for card in wall.cards
            if card.side == Side.LEARN and (card.words, card.team_id) not in met
        ],
        "shows": [
            {"topic": card.words, "team": name_for(card.team, person)} for card in wall.cards if card.side == Side.SHOW
        ],
        "own": [
            {"name": name_for(team, person), "address": address_of(found, "say_topics", slug_for(team, person))}
            for team in own_teams(found.in_space, person)
            if can_say_topics(person, found, team)
        ],
        "back": address_of(found),
    }
    table = pairs_table(pairs, person, name=f"{found.in_space.slug}-{found.key or found.pk}-pairs")
    return page(request, "meetings/topics.html", context, tables=[table])


@require_http_methods(["GET", "POST"])
def say_topics(request, space, number, team):
    """What a team can show to others, and what it wants to learn."""
    found = find_meeting(request, space, number, *GATHERINGS)
    own = find_team_of(request, found, team)
    allow(can_say_topics(request.person, found, own))

    cards = list(found.topic_cards.filter(team=own.pk))
    form = TopicsForm(
        request.POST or None,
        ideas=ChangeIdea.objects.visible_to(request.person).filter(space_id=found.in_space_id).order_by("title"),
        initial={
            name: said
            for side, field in ((Side.SHOW, "shows"), (Side.LEARN, "learns"))
            for name, said in (
                (field, [card.about_id for card in cards if card.side == side and card.about_id]),
                (f"{field}_own", "\n".join(card.words for card in cards if card.side == side and not card.about_id)),
            )
        },
    )
    if form.submit(actions.say_topics, meeting=found, team=own, by=request.person):
        messages.success(request, _("Saved. See with whom you could sit together."))
        return go_to(request, address_of(found, "topics"))

    context = {
        "place": place_beneath_meeting(found, _("What %(team)s shows and learns") % {"team": own.name}),
        "form": form,
        "back": address_of(found, "topics"),
    }
    return page(request, "meetings/say_topics.html", context, part="form")


@require_http_methods(["GET", "POST"])
def presenters(request, space, number):
    """Choose the teams that present."""
    found = find_meeting(request, space, number, *GATHERINGS)
    allow(can_change_meeting(request.person, found))

    person = request.person
    teams = Space.objects.active().filter(parent=found.in_space_id).order_by("name")
    form = PresenterForm(request.POST or None, teams=teams)
    if form.submit(actions.choose_presenter, meeting=found, by=person):
        messages.success(request, _("Chosen. The team is invited in time."))
        return go_to(request, address_of(found, "presenters"))

    context = {
        "place": place_beneath_meeting(found, _("Who presents")),
        "presentations": [
            {
                "name": name_for(each.team, person),
                "topic": each.topic,
                "is_reviewed": each.reviewed_at is not None,
                "review": address_of(found, "review_presentation", each.team.slug),
                "leave_out": address_of(found, "leave_out_presenter", each.team.slug),
            }
            for each in presentations_of(found)
        ],
        "may_choose": found.held_at is None,
        "form": form,
        "back": address_of(found),
    }
    return page(request, "meetings/presenters.html", context, part="form")


@require_http_methods(["GET", "POST"])
def review_presentation(request, space, number, team):
    """What a team presents, and what somebody who looked at it beforehand advises."""
    found, presentation = find_presentation(request, space, number, team)
    may_review = can_run_meeting(request.person, found)
    allow(may_review or presentation.team_id in request.person.standing.inside)

    form = ReviewForm(request.POST or None, initial={"advice": presentation.advice})
    if request.method == "POST":
        allow(may_review)
    if form.submit(actions.review_presentation, presentation=presentation, by=request.person):
        messages.success(request, _("Saved, for the team to read."))
        return go_to(request, address_of(found))

    name = name_for(presentation.team, request.person)
    context = {
        "place": place_beneath_meeting(found, _("What %(team)s presents") % {"team": name}),
        "presentation": presentation,
        "may_review": may_review,
        "form": form,
        "back": address_of(found),
    }
    return page(request, "meetings/review_presentation.html", context, part="form")


@require_POST
def leave_out_presenter(request, space, number, team):
    """Let a team present no more."""
    found, presentation = find_presentation(request, space, number, team)
    allow(can_change_meeting(request.person, found))

    actions.leave_out_presenter(presentation=presentation, by=request.person)

    messages.success(request, _("It presents no more."))
    return go_to(request, address_of(found, "presenters"))


def find_presentation(request, space, number, slug):
    """What a team presents at a session."""
    found = find_meeting(request, space, number, *GATHERINGS)
    own = find_team_of(request, found, slug)
    presentation = found.presentations.select_related("reviewed_by").filter(team=own.pk).first()
    if presentation is None:
        raise Http404
    presentation.team, presentation.meeting = own, found
    return found, presentation


@require_http_methods(["GET", "POST"])
def give_feedback(request, space, number):
    """Say what a session was like."""
    found = find_meeting(request, space, number, *GATHERINGS)
    allow(can_give_feedback(request.person, found))

    given = found.feedback.filter(person=request.person.pk).first()
    initial = {name: getattr(given, name) for name in ("confidence", "felt_heard", "keep", "change")} if given else {}
    form = FeedbackForm(
        request.POST or None,
        blocks=list(found.agenda.exclude(strand=Strand.PAUSE)),
        given=given.usefulness if given else {},
        initial=initial,
    )
    if form.submit(actions.give_feedback, meeting=found, by=request.person):
        messages.success(request, _("Thank you. It helps the next session."))
        return go_to(request, address_of(found))

    context = {
        "place": place_beneath_meeting(found, _("What was it like?")),
        "form": form,
        "back": address_of(found),
    }
    return page(request, "meetings/give_feedback.html", context, part="form")


@require_safe
def feedback(request, space, number):
    """What those who were there thought, in counts that point to nobody."""
    found = find_meeting(request, space, number, *GATHERINGS)
    allow(can_see_feedback(request.person, found))

    policy = DisclosurePolicy.objects.filter(space=found.in_space_id).first() or DisclosurePolicy()
    results = results_of(found, least=policy.least_count)
    context = {
        "place": place_beneath_meeting(found, _("What it was like")),
        "results": results,
        "back": address_of(found),
    }
    table = feedback_table(results, name=f"{found.in_space.slug}-{found.key or found.pk}-feedback")
    return page(request, "meetings/feedback.html", context, tables=[table])
