"""What may need somebody: one function a row, each with a constant number of queries. Home reads it; reminders will.

To add something that needs people, write a function and add it to NEEDS.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from allteach.collaboratives.models import CharterVersion
from allteach.collaboratives.permissions import can_approve_charter
from allteach.improvement.models import Aim, ImplementedChange
from allteach.improvement.queries.cycles import open_cycles
from allteach.measures.models import Measure, ValueImport
from allteach.measures.queries.due import DuePeriod, due_periods
from allteach.people.models import Person
from allteach.progress.award_needs import nominations_to_answer
from allteach.progress.coaching_needs import agreed_due, contacts_due, visit_reports_due
from allteach.progress.holding_needs import (
    charts_turned,
    checks_due,
    control_plans_to_approve,
    remarks_to_read,
    spread_plans_to_approve,
)
from allteach.progress.meeting_needs import calls_to_lead, minutes_to_post, promises_due, registrations_open
from allteach.progress.need import Need
from allteach.progress.queries.owed import late_months
from allteach.progress.recruitment_needs import applications_to_read, applications_to_write, prework_to_do
from allteach.progress.report_needs import barriers_to_answer, replies_to_answer, reports_due, reports_to_read
from allteach.progress.score_needs import health_to_check, scores_to_give, scores_to_read
from allteach.spaces.models import DataAgreement, Invitation, Space
from allteach.spaces.permissions import can_invite, has_ability
from allteach.spaces.roles import Ability, Role

SOON = 3  # Days.
LATELY = timedelta(days=31)  # What was missed earlier is a gap by now, and nobody chases it.
MOST = 5  # A desk with more than five things on it is not begun: the others stand one press away.


def needs_of(person: Person, *, today: date) -> list[Need]:
    """Everything that needs somebody, in the order in which a desk shows it: see `in_turn`.

    The queries are the same for one space and for thirty.
    """
    spaces = {membership.space_id: membership.space for membership in person.standing.memberships}
    return in_turn(need for row in NEEDS for need in row(person, spaces, today))


def in_turn(needs: Iterable[Need]) -> list[Need]:
    """What is due now before what is not; of each, the most pressing of every kind before the second of any.

    So ten tests leave room for the one report that waits to be read.
    """
    turns: Counter[tuple[bool, str]] = Counter()
    found = []
    for need in sorted(needs, key=lambda need: (need.due_on or date.max, need.space.name)):
        group = (not need.is_due_now, need.kind)
        found.append((group[0], turns[group], need))
        turns[group] += 1
    return [need for _later, _turn, need in sorted(found, key=lambda each: each[:2])]


def values_due(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """A period that a team has not sent: the oldest of each team, and what is asked for once more. Three queries."""
    teams = [
        pk
        for pk, space in spaces.items()
        if space.kind == Space.Kind.TEAM and has_ability(person, Ability.REPORT_VALUES, pk) and space.closed_at is None
    ]
    for team, periods in due_periods(teams, today=today, with_running=True).items() if teams else ():
        oldest = next((due for due in periods if due.request is None and due.period.end < today), None)
        if oldest is not None:
            yield Need("values", spaces[team], oldest.due_on, _is_soon(oldest, today), oldest)
        for due in periods:
            if due.request is not None and due.request.start <= today:
                yield Need("asked_again", spaces[team], due.due_on, _is_soon(due, today), due)


def _is_soon(due: DuePeriod, today: date) -> bool:
    return (due.due_on - today).days <= SOON


def tests_waiting(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """A test of change that waits to be begun, told or decided. Two queries."""
    teams = [
        pk
        for pk, space in spaces.items()
        if space.kind == Space.Kind.TEAM and has_ability(person, Ability.TEST_CHANGES, pk)
    ]
    for card in open_cycles(teams, seen_by=person) if teams else ():
        cycle = card.cycle
        if cycle.owner_id in (None, person.pk):
            due_on = cycle.planned_end_on
            yield Need("test", spaces[cycle.team_id], due_on, bool(due_on and due_on <= today), card)


def teams_late(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """The teams that somebody coaches or directs and that did not send the last month that was due. Seven queries."""
    coached = {pk for pk in spaces if Role.COACH in person.standing.roles_in(pk) and spaces[pk].parent_id}
    directed = [pk for pk in spaces if Role.DIRECTOR in person.standing.roles_in(pk)]
    if not coached and not directed:
        return
    teams = Space.objects.active().filter(Q(pk__in=coached) | Q(parent__in=directed), profile__withdrawn_on=None)
    known = list(teams.select_related("parent").order_by("name"))
    behind = late_months(known, today=today)
    late: dict[Space | None, list[Space]] = {}
    for team in known:
        if team.pk in behind:
            late.setdefault(team.parent, []).append(team)
    for collaborative, teams_behind in late.items():
        if collaborative is not None:
            yield Need("late", collaborative, is_due_now=True, about=teams_behind)


def files_waiting(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Files that this person sent and that wait for an answer or a decision. One query."""
    waiting = (ValueImport.State.MAPPING, ValueImport.State.ASKING, ValueImport.State.CHECKED)
    sent = ValueImport.objects.filter(by=person, space_id__in=spaces, state__in=waiting).select_related("space")
    for value_import in sent.order_by("-pk"):
        yield Need("file", value_import.space, about=value_import)


def invitations_too_old(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Invitations of this person that nobody accepted in time, the latest first, as one need. One query."""
    now = timezone.now()
    old = Invitation.objects.open().filter(by=person, expires_at__lte=now, expires_at__gt=now - LATELY)
    found = [
        invitation
        for invitation in old.select_related("space", "space__parent").order_by("-expires_at")
        if can_invite(person, invitation.space, invitation.role)
    ]
    if found:
        yield Need("invitations", found[0].space, about=found)


def changes_to_check(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Kept changes whose day has come to look whether they hold. One query."""
    teams = [pk for pk in spaces if has_ability(person, Ability.TEST_CHANGES, pk)]
    due = ImplementedChange.objects.filter(team_id__in=teams, check_on__lte=today)
    due = due.exclude(state__in=ImplementedChange.OVER).order_by("check_on", "pk")
    for change in due if teams else ():
        yield Need("change", spaces[change.team_id], change.check_on, True, change)


def charters_to_approve(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Drafts of charters that say what for, for those who may approve them. One query."""
    mine = [pk for pk, space in spaces.items() if can_approve_charter(person, space)]
    drafts = CharterVersion.objects.filter(charter__collaborative__in=mine, approved_at=None)
    for draft in drafts.select_related("charter") if mine else ():
        if all(draft.sections.get(key, "").strip() for key in ("mission", "aim")):
            yield Need("charter", spaces[draft.charter.collaborative_id], about=draft)


def aims_missing(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Teams that this person leads and that have not written their aim. One query."""
    led = [pk for pk, space in spaces.items() if Role.TEAM_LEAD in person.standing.roles_in(pk) and not space.closed_at]
    written = set(Aim.objects.filter(team_id__in=led).values_list("team_id", flat=True)) if led else set()
    for pk in led:
        if pk not in written:
            yield Need("aim", spaces[pk])


def agreements_missing(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """Organisations that have not signed, in collaboratives this person directs. Two queries."""
    directed = [
        pk
        for pk, space in spaces.items()
        if space.kind == Space.Kind.COLLABORATIVE and has_ability(person, Ability.SIGN_AGREEMENTS, pk)
    ]
    if not directed:
        return
    signed = set(
        DataAgreement.objects.filter(collaborative__in=directed, ended_on=None).values_list(
            "collaborative_id", "organisation_id"
        )
    )
    teams = Space.objects.filter(parent__in=directed, closed_at=None, profile__withdrawn_on=None)
    unsigned: dict[int, set[int]] = {}
    for collaborative, organisation in teams.values_list("parent_id", "organisation_id"):
        if (collaborative, organisation) not in signed:
            unsigned.setdefault(collaborative, set()).add(organisation)
    for collaborative, organisations in unsigned.items():
        yield Need("agreements", spaces[collaborative], about=len(organisations))


def nothing_defined(person: Person, spaces: dict[int, Space], today: date) -> Iterable[Need]:
    """A collaborative without any measure, or without any team. Two queries."""
    directed = [
        pk
        for pk, space in spaces.items()
        if space.kind == Space.Kind.COLLABORATIVE and has_ability(person, Ability.DEFINE_CORE_MEASURES, pk)
    ]
    if not directed:
        return
    measured = set(Measure.objects.filter(in_space__in=directed).values_list("in_space_id", flat=True))
    peopled = set(Space.objects.filter(parent__in=directed).values_list("parent_id", flat=True))
    for pk in directed:
        if pk not in measured:
            yield Need("measures", spaces[pk])
        if pk not in peopled:
            yield Need("teams", spaces[pk])


Row = Callable[[Person, dict[int, Space], date], Iterable[Need]]
NEEDS: tuple[Row, ...] = (
    values_due,
    tests_waiting,
    teams_late,
    aims_missing,
    agreements_missing,
    nothing_defined,
    files_waiting,
    changes_to_check,
    invitations_too_old,
    charters_to_approve,
    reports_due,
    replies_to_answer,
    reports_to_read,
    barriers_to_answer,
    applications_to_write,
    applications_to_read,
    prework_to_do,
    contacts_due,
    visit_reports_due,
    agreed_due,
    checks_due,
    charts_turned,
    spread_plans_to_approve,
    control_plans_to_approve,
    remarks_to_read,
    registrations_open,
    minutes_to_post,
    promises_due,
    calls_to_lead,
    scores_to_give,
    scores_to_read,
    health_to_check,
    nominations_to_answer,
)
