"""What recruitment and pre-work may need of somebody: rows of the table in needs.py."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q

from allteach.collaboratives.models import Application, ApplicationWriter, Recruitment
from allteach.collaboratives.permissions import can_select_teams
from allteach.collaboratives.queries.prework import prework_weeks
from allteach.people.models import Person
from allteach.progress.need import Need
from allteach.progress.prework import AFTERWARDS, checklists_of
from allteach.spaces.models import Space, Team
from allteach.spaces.roles import Role

SOON = timedelta(days=7)


def applications_to_write(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Drafts of this person that can still be sent, and places that wait for an answer. Two queries."""
    mine = ApplicationWriter.objects.of(person).values("application")
    waiting = Q(state=Application.State.OFFERED, answer_by__gte=today) | Q(
        state=Application.State.DRAFT, recruitment__opens_on__lte=today, recruitment__closes_on__gte=today
    )
    shown = Application.objects.filter(waiting, pk__in=mine).select_related("recruitment__space")
    for one in shown.order_by("pk"):
        space = one.recruitment.space
        if one.state == Application.State.OFFERED:
            yield Need("offer", space, one.answer_by, is_due_now=True, about=one)
        else:
            closes_on = one.recruitment.closes_on
            yield Need("application", space, closes_on, closes_on - today <= SOON, one)


def applications_to_read(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Rounds that are over with something left: to decide on, to announce, not answered, no team yet. One query."""
    mine = [pk for pk, space in spaces.items() if can_select_teams(person, space)]
    if not mine:
        return
    sent = Q(applications__state=Application.State.SENT)
    rounds = Recruitment.objects.filter(space__in=mine, closes_on__lt=today).annotate(
        undecided=Count("applications", filter=sent & Q(applications__decided_at=None)),
        unannounced=Count(
            "applications",
            filter=Q(applications__decided_at__isnull=False, applications__announced_at=None)
            & Q(applications__state__in=Application.DECIDED_ANEW),
        ),
        lapsed=Count(
            "applications", filter=Q(applications__state=Application.State.OFFERED, applications__answer_by__lt=today)
        ),
        unformed=Count("applications", filter=Q(applications__state=Application.State.TAKEN, applications__team=None)),
    )
    for each in rounds:
        if each.undecided or each.unannounced or each.lapsed or each.unformed:
            yield Need("applications", spaces[each.space_id], about=each)


def prework_to_do(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """What is due this week or late in the pre-work of teams this person leads; teams they coach or direct that are
    stuck. One query outside the weeks of pre-work, five in them.
    """
    roles = {pk: set(person.standing.roles_in(pk)) for pk in spaces}
    around = {spaces[pk].around_id for pk, held in roles.items() if held & {Role.TEAM_LEAD, Role.COACH, Role.DIRECTOR}}
    weeks = prework_weeks(around) if around else {}
    now = [pk for pk, each in weeks.items() if each.begins_on <= today <= each.ends_on + AFTERWARDS]
    if not now:
        return
    led, coached, directed = (
        [pk for pk, held in roles.items() if role in held] for role in (Role.TEAM_LEAD, Role.COACH, Role.DIRECTOR)
    )
    teams = Team.objects.active().filter(Q(pk__in=[*led, *coached]) | Q(parent__in=directed), parent__in=now)
    shown = teams.filter(profile__withdrawn_on=None).select_related("parent").order_by("name")
    stuck: dict[int, list[Space]] = {}
    for each in checklists_of(list(shown), today=today, with_evidence=False):
        if each.team.pk in led:
            soon = each.due_between(today, today + SOON)
            lines = [*each.late, *(line for line in soon if not line.is_late)]
            if lines:
                yield Need("prework", each.team, lines[0].due_on, bool(each.late), lines)
        elif each.is_stuck:
            stuck.setdefault(each.team.around_id, []).append(each.team)
    for behind in stuck.values():
        yield Need("stuck", behind[0].parent or behind[0], is_due_now=True, about=behind)
