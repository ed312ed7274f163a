"""What a person may do with aims, ideas, tests of change and kept changes."""

from allteach.improvement.models import Aim, ChangeIdea, Cycle, ImplementedChange, Remark, SpreadPlan
from allteach.people.models import Person
from allteach.spaces.models import Audience, Space
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import Ability


def can_test_changes(person: Person, team: Space) -> bool:
    """The team itself, patient partners included, while it is open. Aim, tests and kept changes are all its own."""
    return team.closed_at is None and has_ability(person, Ability.TEST_CHANGES, team)


def can_start_cycle(person: Person, team: Space) -> bool:
    """Whoever tests changes in the team."""
    return can_test_changes(person, team)


def can_see_cycle(person: Person, cycle: Cycle) -> bool:
    """The team and those who support it; once Do has begun, everybody who may know of the team.

    Says of one cycle what `Cycle.objects.visible_to` says of many, without a query.
    """
    standing = person.standing
    if cycle.space_id in standing.inside:
        return True
    return cycle.audience == Audience.COLLABORATIVE and cycle.space_id in standing.known


def can_change_cycle(person: Person, cycle: Cycle) -> bool:
    """Plan it, run it, decide it, stop it: the team, while anything is still to be done in it."""
    return cycle.stage.is_open and can_test_changes(person, cycle.team)


def can_correct_dates(person: Person, cycle: Cycle) -> bool:
    """The team, from the day on which the test began, and after it is closed too."""
    return cycle.is_begun and can_test_changes(person, cycle.team)


def can_share_lesson(person: Person, cycle: Cycle) -> bool:
    """The team, when the test is over."""
    return not cycle.stage.is_open and can_test_changes(person, cycle.team)


def can_remark_on_cycle(person: Person, cycle: Cycle) -> bool:
    """The coach of the team, while it is open: on tests that are planned, running or over."""
    return cycle.team.closed_at is None and has_ability(person, Ability.REMARK_ON_TESTS, cycle.team)


def can_read_remarks(person: Person, cycle: Cycle) -> bool:
    """Say that they are read: the team itself."""
    return can_test_changes(person, cycle.team)


def can_take_back_remark(person: Person, remark: Remark) -> bool:
    """Whoever made it."""
    return person.pk is not None and remark.by_id == person.pk


def can_write_aim(person: Person, team: Space) -> bool:
    """The team itself."""
    return can_test_changes(person, team)


def can_plan_spread(person: Person, team: Space) -> bool:
    """The team itself: begin a plan, write it, put it forward, say where units stand."""
    return can_test_changes(person, team)


def can_approve_spread_plan(person: Person, plan: SpreadPlan) -> bool:
    """The sponsor or the lead, once it was put before them."""
    is_waiting = plan.state == SpreadPlan.Status.PROPOSED and plan.team.closed_at is None
    return is_waiting and has_ability(person, Ability.APPROVE_SPREAD, plan.team)


def can_rate(person: Person, team: Space) -> bool:
    """Those who would work this way: the team itself."""
    return can_test_changes(person, team)


def can_draw_process_map(person: Person, team: Space) -> bool:
    """The team itself."""
    return can_test_changes(person, team)


def can_agree_to_aim(person: Person, aim: Aim) -> bool:
    """Whoever holds a role in the team: its sponsor and coach may agree too."""
    return aim.team.closed_at is None and bool(person.standing.roles_in(aim.team_id))


def can_implement_change(person: Person, team: Space) -> bool:
    """The team itself."""
    return can_test_changes(person, team)


def can_revise_implemented_change(person: Person, change: ImplementedChange) -> bool:
    """The team itself."""
    return can_test_changes(person, change.team)


def can_hold_change(person: Person, change: ImplementedChange) -> bool:
    """The team itself, while it works this way: say how it is held, and whether it does."""
    return not change.is_over and can_test_changes(person, change.team)


def can_approve_control_plan(person: Person, change: ImplementedChange) -> bool:
    """The sponsor of the team, while the change is kept. Whether a plan waits for it, the action asks."""
    is_open = not change.is_over and change.team.closed_at is None
    return is_open and has_ability(person, Ability.APPROVE_CONTROL_PLANS, change.team)


def can_add_change_idea(person: Person, space: Space) -> bool:
    """Those who write the charter, and whoever tests changes in the collaborative or one of its teams."""
    if space.closed_at is not None:
        return False
    if has_ability(person, Ability.WRITE_CHARTER, space) or has_ability(person, Ability.TEST_CHANGES, space):
        return True
    return any(
        membership.space.around_id == space.pk and has_ability(person, Ability.TEST_CHANGES, membership.space_id)
        for membership in person.standing.memberships
    )


def can_revise_change_idea(person: Person, idea: ChangeIdea) -> bool:
    """Those who write the charter, and whoever added it."""
    if has_ability(person, Ability.WRITE_CHARTER, idea.space_id):
        return True
    return idea.owner_id == person.pk and can_add_change_idea(person, idea.space)
