"""What a person may do with a team's reports, scores and awards, the team grid, the health check and the results."""

from allteach.people.models import Person
from allteach.progress.models import (
    Award,
    BarrierAction,
    Leaflet,
    MonthlyReport,
    Nomination,
    ReportReply,
    SeniorLeaderReport,
    Storyboard,
)
from allteach.progress.models.scores import SEATS
from allteach.spaces.models import Membership, Space
from allteach.spaces.permissions import has_ability
from allteach.spaces.roles import ROLES, Ability, Role


def can_write_reports(person: Person, team: Space) -> bool:
    """The team itself, patient partners included, while it is open."""
    return team.closed_at is None and has_ability(person, Ability.TEST_CHANGES, team)


def can_save_report(person: Person, report: MonthlyReport) -> bool:
    """The team, until the report is closed."""
    return report.is_open and can_write_reports(person, report.team)


def can_send_reports(person: Person, team: Space) -> bool:
    """Whoever speaks for the team: its lead, clinical lead and data lead."""
    return team.closed_at is None and has_ability(person, Ability.SEND_REPORTS, team)


def can_read_reports(person: Person, team: Space) -> bool:
    """Whether they may read what the team sends. Drafts are another matter: `MonthlyReport.objects.visible_to`."""
    return has_ability(person, Ability.READ_REPORTS, team)


def can_follow_reports(person: Person, collaborative: Space) -> bool:
    """Whether they read the reports of several of its teams: those who lead it, and coaches. Costs no query."""
    above = any(Ability.READ_REPORTS in ROLES[role].in_teams for role in person.standing.roles_in(collaborative.pk))
    return above or any(
        membership.role == Role.COACH and membership.space.parent_id == collaborative.pk
        for membership in person.standing.memberships
    )


def can_see_working_copy(person: Person, report: MonthlyReport | SeniorLeaderReport) -> bool:
    """The team and its coach see what is being written; everybody else what was sent."""
    return report.space_id in person.standing.inside


def can_reply_to_report(person: Person, report: MonthlyReport) -> bool:
    """Its coach, the director and the improvement adviser, once it was sent and until it is closed."""
    return report.sent_at is not None and report.is_open and has_ability(person, Ability.REPLY_TO_REPORTS, report.team)


def can_return_report(person: Person, report: MonthlyReport) -> bool:
    """The director and the improvement adviser, while it lies with them."""
    return report.state == report.State.SENT and has_ability(person, Ability.RETURN_REPORTS, report.team)


def can_close_report(person: Person, report: MonthlyReport) -> bool:
    """The same."""
    return can_return_report(person, report)


def can_settle_reply(person: Person, reply: ReportReply) -> bool:
    """The team, once."""
    return reply.settled_at is None and can_write_reports(person, reply.report.team)


def can_write_leader_reports(person: Person, team: Space) -> bool:
    """The team itself, patient partners included."""
    return can_write_reports(person, team)


def can_send_leader_report(person: Person, report: SeniorLeaderReport) -> bool:
    """Whoever speaks for the team, once."""
    return report.sent_at is None and can_send_reports(person, report.team)


def can_answer_barrier(person: Person, action: BarrierAction) -> bool:
    """The team's sponsor, until the barrier is gone."""
    return action.removed_on is None and has_ability(person, Ability.ANSWER_BARRIERS, action.report.team)


def can_remove_barrier(person: Person, action: BarrierAction) -> bool:
    """The team says when a barrier is gone: it knows."""
    return action.removed_on is None and can_write_reports(person, action.report.team)


def can_see_scores(person: Person, team: Space) -> bool:
    """The team, those who support it and those who lead its collaborative: what is released, and how it sees itself."""
    return has_ability(person, Ability.READ_REPORTS, team)


def can_score_self(person: Person, team: Space) -> bool:
    """Everybody in the team itself, patient partners included."""
    return team.closed_at is None and has_ability(person, Ability.TEST_CHANGES, team)


def can_score_team(person: Person, team: Space) -> bool:
    """The director and the improvement adviser. Whether they belong to the team themselves is for the action to ask."""
    return team.closed_at is None and has_ability(person, Ability.SCORE_TEAMS, team)


def is_of_team(person: Person, team: Space) -> bool:
    """Whether they hold any role in the team: they neither score it nor see what others have not released."""
    return bool(person.standing.roles_in(team.pk))


def can_score_teams_of(person: Person, collaborative: Space) -> bool:
    """Whether they are one of the two who score the teams of a collaborative."""
    return any(role in SEATS for role in person.standing.roles_in(collaborative.pk))


def can_see_distribution(person: Person, collaborative: Space) -> bool:
    """Everybody in the collaborative: how many teams stand on each step, never which."""
    return has_ability(person, Ability.SEE, collaborative) or collaborative.pk in {
        membership.space.around_id for membership in person.standing.memberships
    }


def can_see_team_grid(person: Person, collaborative: Space) -> bool:
    """Director, chair, faculty and improvement adviser."""
    return has_ability(person, Ability.SEE_TEAM_GRID, collaborative)


def can_see_health(person: Person, collaborative: Space) -> bool:
    """The staff of a collaborative: whoever sees the grid, and its coaches."""
    is_coach = Role.COACH in person.standing.roles_in(collaborative.pk)
    return is_coach or has_ability(person, Ability.SEE_TEAM_GRID, collaborative)


def can_check_health(person: Person, collaborative: Space) -> bool:
    """The same, while it is open."""
    return collaborative.closed_at is None and can_see_health(person, collaborative)


def can_write_storyboard(person: Person, team: Space) -> bool:
    """The team itself, patient partners included, while it is open."""
    return team.closed_at is None and has_ability(person, Ability.TEST_CHANGES, team)


def can_publish_storyboard(person: Person, team: Space) -> bool:
    """The same: a storyboard is the team's own."""
    return can_write_storyboard(person, team)


def can_take_back_storyboard(person: Person, storyboard: Storyboard) -> bool:
    """The same."""
    return storyboard.is_published and can_write_storyboard(person, storyboard.team)


def can_write_leaflet(person: Person, team: Space) -> bool:
    """The team itself, patient partners included, while it is open."""
    return team.closed_at is None and has_ability(person, Ability.TEST_CHANGES, team)


def can_review_leaflet(person: Person, leaflet: Leaflet) -> bool:
    """A patient partner of the team, while nobody has read it as it is worded now."""
    return not leaflet.is_reviewed and Role.PARTNER in person.standing.roles_in(leaflet.team_id)


def can_publish_leaflet(person: Person, leaflet: Leaflet) -> bool:
    """Whoever speaks for the team: its lead, clinical lead and data lead."""
    return leaflet.team.closed_at is None and has_ability(person, Ability.SEND_REPORTS, leaflet.team)


def can_take_back_leaflet(person: Person, leaflet: Leaflet) -> bool:
    """The same, while it is published."""
    return leaflet.is_published and has_ability(person, Ability.SEND_REPORTS, leaflet.team)


def can_see_own_caseload(person: Person) -> bool:
    """Whoever coaches, in a collaborative or in a team, also before they have teams."""
    return any(membership.role == Role.COACH for membership in person.standing.memberships)


def can_see_caseloads(person: Person, collaborative: Space) -> bool:
    """Whoever runs the collaborative: they see every coach's teams, and never a private note."""
    return has_ability(person, Ability.MANAGE_SPACE, collaborative)


def can_read_draft_results(person: Person, collaborative: Space) -> bool:
    """Director, chair and improvement adviser: what will be published, while it is being written."""
    return has_ability(person, Ability.READ_DRAFT_RESULTS, collaborative)


def can_publish_results(person: Person, collaborative: Space) -> bool:
    """The director, while the collaborative is open: write them, publish, correct and take back."""
    return collaborative.closed_at is None and has_ability(person, Ability.PUBLISH_RESULTS, collaborative)


def can_put_team_forward(person: Person, collaborative: Space) -> bool:
    """Everybody in the collaborative. That it is not their own team, the action asks."""
    around = {membership.space.around_id for membership in person.standing.memberships if _takes_part(membership)}
    return collaborative.closed_at is None and collaborative.pk in around


def can_give_awards(person: Person, collaborative: Space) -> bool:
    """Those who lead the collaborative: director, chair, faculty and improvement adviser."""
    return collaborative.closed_at is None and has_ability(person, Ability.GIVE_AWARDS, collaborative)


def can_leave_nomination(person: Person, nomination: Nomination) -> bool:
    """The same, while nobody answered it, and not about a team of their own."""
    return (
        nomination.answered_at is None
        and can_give_awards(person, nomination.collaborative)
        and not person.standing.roles_in(nomination.team_id)
    )


def can_take_back_award(person: Person, award: Award) -> bool:
    """The same as give it, while it stands."""
    collaborative = award.team.parent
    return award.taken_back_at is None and collaborative is not None and can_give_awards(person, collaborative)


def can_show_award(person: Person, award: Award) -> bool:
    """Whoever speaks for the team decides whether the public reads its name."""
    return award.taken_back_at is None and has_ability(person, Ability.SEND_REPORTS, award.team_id)


def _takes_part(membership: Membership) -> bool:
    return membership.role not in (Role.FUNDER, Role.EVALUATOR)
