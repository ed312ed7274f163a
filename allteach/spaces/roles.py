"""Who may do what: the whole matrix on one screen.

To add a role, add it to Role and give it a row in ROLES. To add an ability, add it to Ability and give it to roles.
A role is always held in one space, by a membership. Perspectives (patient, clinician …) never give permission.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody is in one space. The key is stored and never renamed."""

    DIRECTOR = "director", _("Director")
    CHAIR = "chair", _("Chair")
    FACULTY = "faculty", _("Faculty")
    IMPROVEMENT_ADVISER = "improvement_adviser", _("Improvement adviser")
    COACH = "coach", _("Coach")
    TEAM_LEAD = "team_lead", _("Team lead")
    CLINICAL_LEAD = "clinical_lead", _("Clinical lead")
    DATA_LEAD = "data_lead", _("Data lead")
    TEAM_MEMBER = "team_member", _("Team member")
    PARTNER = "partner", _("Patient partner")
    SPONSOR = "sponsor", _("Senior sponsor")
    EVALUATOR = "evaluator", _("Evaluator")
    FUNDER = "funder", _("Funder")
    MEMBER = "member", _("Member")


class Perspective(TextChoices):
    """Where somebody speaks from. Several for one person; none gives permission."""

    PATIENT = "patient", _("Patient")
    CARER = "carer", _("Carer")
    COMMUNITY = "community", _("Community member")
    CLINICIAN = "clinician", _("Clinician")
    ADMINISTRATION = "administration", _("Administrative staff")
    MANAGER = "manager", _("Manager")
    ANALYST = "analyst", _("Analyst")
    IMPROVEMENT = "improvement", _("Improvement specialist")
    RESEARCHER = "researcher", _("Researcher")
    FUNDER = "funder", _("Funder")
    VOLUNTARY = "voluntary", _("Voluntary sector")


class Ability(TextChoices):
    """One thing a role may allow."""

    SEE = "see", _("See the space and what it shares")
    SEE_OWN = "see_own", _("See what is kept to the space: drafts, remarks, reasons")
    SEE_NUMBERS = "see_numbers", _("See every count as it was entered")
    MANAGE_SPACE = "manage_space", _("Change the space and its settings")
    INVITE = "invite", _("Invite, replace and remove people")
    WRITE_CHARTER = "write_charter", _("Write the charter and its goals")
    APPROVE_CHARTER = "approve_charter", _("Approve the charter")
    DEFINE_CORE_MEASURES = "define_core_measures", _("Define the measures of all teams")
    DEFINE_OWN_MEASURES = "define_own_measures", _("Define the team's own measures")
    REPORT_VALUES = "report_values", _("Report, send and correct values")
    CORRECT_VALUES = "correct_values", _("Correct a sent value, with a reason")
    IMPORT_VALUES = "import_values", _("Import values of many teams from a file")
    SET_BASELINES = "set_baselines", _("Freeze and re-base, with a reason")
    ANNOTATE = "annotate", _("Add notes to charts")
    TEST_CHANGES = "test_changes", _("Plan, run and close tests of change")
    APPROVE_SPREAD = "approve_spread", _("Approve a spread plan")
    APPROVE_CONTROL_PLANS = "approve_control_plans", _("Sign how kept changes are held")
    REMARK_ON_TESTS = "remark_on_tests", _("Remark on a team's tests of change")
    SIGN_AGREEMENTS = "sign_agreements", _("Record data agreements")
    PLAN_MEETINGS = "plan_meetings", _("Plan sessions and calls, and see what those who come need")
    RUN_MEETINGS = "run_meetings", _("Run meetings: who is there, what is said, who does what")
    SEE_AUDIT = "see_audit", _("Read the record of what happened")
    SEND_REPORTS = "send_reports", _("Send the team's reports")
    READ_REPORTS = "read_reports", _("Read the reports that teams send")
    REPLY_TO_REPORTS = "reply_to_reports", _("Reply to a team's report")
    RETURN_REPORTS = "return_reports", _("Send a report back, and close it")
    SEE_CONTACTS = "see_contacts", _("Read what coach and team share about their contacts")
    LOG_CONTACTS = "log_contacts", _("Log contacts with the team, and visit it")
    JOIN_CIRCLE = "join_circle", _("Ask and answer in the coaches' circle")
    ANSWER_BARRIERS = "answer_barriers", _("Answer what is in a team's way")
    SCORE_TEAMS = "score_teams", _("Score how far teams are")
    SEE_TEAM_GRID = "see_team_grid", _("See all teams month by month")
    READ_APPLICATIONS = "read_applications", _("Read the applications of practices")
    STUDY_APPLICATIONS = "study_applications", _("Read the applications of practices that agree to be studied")
    COUNT_APPLICATIONS = "count_applications", _("See how many practices applied, and what became of them")
    SELECT_TEAMS = "select_teams", _("Decide on the applications of practices")
    SIGN_OFF_PREWORK = "sign_off_prework", _("Sign off a team's pre-work")
    READ_DRAFT_RESULTS = "read_draft_results", _("Read the results of the collaborative before they are published")
    PUBLISH_RESULTS = "publish_results", _("Prepare, publish and correct the results of the collaborative")
    GIVE_AWARDS = "give_awards", _("Read who was put forward for an award, and give it")


_EVERYBODY = {Ability.SEE}
_TEAM = _EVERYBODY | {
    Ability.SEE_OWN,
    Ability.SEE_NUMBERS,
    Ability.REPORT_VALUES,
    Ability.ANNOTATE,
    Ability.TEST_CHANGES,
    Ability.READ_REPORTS,
    Ability.SEE_CONTACTS,
    Ability.RUN_MEETINGS,
}
_TEAM_LEAD = _TEAM | {
    Ability.MANAGE_SPACE,
    Ability.INVITE,
    Ability.APPROVE_SPREAD,
    Ability.DEFINE_OWN_MEASURES,
    Ability.SET_BASELINES,
    Ability.CORRECT_VALUES,
    Ability.SIGN_AGREEMENTS,
    Ability.SEND_REPORTS,
}
_READER_OF_TEAMS = _EVERYBODY | {Ability.SEE_NUMBERS}
_SELECTOR = {Ability.READ_APPLICATIONS, Ability.SELECT_TEAMS}
_CONGRESS = {Ability.READ_DRAFT_RESULTS, Ability.GIVE_AWARDS}
_READS_AND_RETURNS = {Ability.READ_REPORTS, Ability.REPLY_TO_REPORTS, Ability.RETURN_REPORTS, Ability.SCORE_TEAMS}


@dataclass(frozen=True)
class RoleRow:
    """What a role allows in the space where it is held, and in the teams that stand inside that space."""

    here: frozenset[Ability]
    in_teams: frozenset[Ability] = frozenset()
    spaces: frozenset[str] = frozenset({"collaborative"})  # Kinds of space in which it can be held.
    grants: frozenset[Role] = frozenset()  # Roles its holder may invite others to: never more than it holds.


_TEAM_ROLES = frozenset(
    {Role.TEAM_LEAD, Role.CLINICAL_LEAD, Role.DATA_LEAD, Role.TEAM_MEMBER, Role.PARTNER, Role.SPONSOR}
)

ROLES: dict[Role, RoleRow] = {
    Role.DIRECTOR: RoleRow(
        here=frozenset(
            _EVERYBODY
            | _SELECTOR
            | _CONGRESS
            | {
                Ability.PUBLISH_RESULTS,
                Ability.SEE_OWN,
                Ability.SEE_NUMBERS,
                Ability.MANAGE_SPACE,
                Ability.INVITE,
                Ability.WRITE_CHARTER,
                Ability.APPROVE_CHARTER,
                Ability.DEFINE_CORE_MEASURES,
                Ability.IMPORT_VALUES,
                Ability.SET_BASELINES,
                Ability.ANNOTATE,
                Ability.SIGN_AGREEMENTS,
                Ability.PLAN_MEETINGS,
                Ability.RUN_MEETINGS,
                Ability.SEE_AUDIT,
                Ability.SEE_TEAM_GRID,
            }
        ),
        in_teams=frozenset(
            _READER_OF_TEAMS
            | {Ability.SIGN_OFF_PREWORK}
            | {Ability.INVITE, Ability.MANAGE_SPACE, Ability.SIGN_AGREEMENTS, Ability.SEE_AUDIT}
            | _READS_AND_RETURNS
            | {Ability.SEE_CONTACTS, Ability.LOG_CONTACTS}
        ),
        grants=frozenset(Role) - {Role.MEMBER},
    ),
    Role.CHAIR: RoleRow(
        here=frozenset(
            _EVERYBODY | _SELECTOR | _CONGRESS | {Ability.APPROVE_CHARTER, Ability.SEE_TEAM_GRID, Ability.RUN_MEETINGS}
        ),
        in_teams=frozenset(_READER_OF_TEAMS | {Ability.READ_REPORTS, Ability.SEE_CONTACTS}),
    ),
    Role.FACULTY: RoleRow(
        here=frozenset(_EVERYBODY | _SELECTOR | {Ability.GIVE_AWARDS, Ability.SEE_TEAM_GRID, Ability.RUN_MEETINGS}),
        in_teams=frozenset(_EVERYBODY | {Ability.READ_REPORTS, Ability.SEE_CONTACTS}),
    ),
    Role.IMPROVEMENT_ADVISER: RoleRow(
        here=frozenset(
            _EVERYBODY
            | _CONGRESS
            | {Ability.READ_APPLICATIONS}
            | {
                Ability.SEE_NUMBERS,
                Ability.WRITE_CHARTER,
                Ability.DEFINE_CORE_MEASURES,
                Ability.IMPORT_VALUES,
                Ability.SET_BASELINES,
                Ability.ANNOTATE,
                Ability.SEE_TEAM_GRID,
                Ability.PLAN_MEETINGS,
                Ability.RUN_MEETINGS,
            }
        ),
        in_teams=frozenset(
            _READER_OF_TEAMS
            | {Ability.SIGN_OFF_PREWORK}
            | {Ability.CORRECT_VALUES, Ability.SET_BASELINES, Ability.DEFINE_OWN_MEASURES}
            | {Ability.SEE_CONTACTS}
            | _READS_AND_RETURNS
        ),
    ),
    # A coach is a member of each team coached; on the collaborative the role gives its name and its page.
    Role.COACH: RoleRow(
        here=frozenset(
            _EVERYBODY
            | {Ability.READ_APPLICATIONS, Ability.SIGN_OFF_PREWORK}
            | {Ability.SEE_NUMBERS, Ability.SEE_OWN, Ability.DEFINE_OWN_MEASURES, Ability.RUN_MEETINGS}
            | {Ability.READ_REPORTS, Ability.REPLY_TO_REPORTS, Ability.REMARK_ON_TESTS}
            | {Ability.SEE_CONTACTS, Ability.LOG_CONTACTS, Ability.JOIN_CIRCLE}
        ),
        spaces=frozenset({"collaborative", "team"}),
    ),
    Role.TEAM_LEAD: RoleRow(here=frozenset(_TEAM_LEAD), spaces=frozenset({"team"}), grants=_TEAM_ROLES),
    Role.CLINICAL_LEAD: RoleRow(here=frozenset(_TEAM | {Ability.SEND_REPORTS}), spaces=frozenset({"team"})),
    Role.DATA_LEAD: RoleRow(
        here=frozenset(_TEAM | {Ability.SIGN_OFF_PREWORK, Ability.CORRECT_VALUES, Ability.SEND_REPORTS}),
        spaces=frozenset({"team"}),
    ),
    # A patient partner is a team member in full: this is deliberate, and a test holds the two rows equal.
    Role.TEAM_MEMBER: RoleRow(here=frozenset(_TEAM), spaces=frozenset({"team"})),
    Role.PARTNER: RoleRow(here=frozenset(_TEAM), spaces=frozenset({"team"})),
    Role.SPONSOR: RoleRow(
        here=frozenset(
            _EVERYBODY
            | {Ability.SEE_NUMBERS, Ability.READ_REPORTS, Ability.ANSWER_BARRIERS}
            | {Ability.APPROVE_SPREAD, Ability.APPROVE_CONTROL_PLANS}
        ),
        spaces=frozenset({"team"}),
    ),
    Role.EVALUATOR: RoleRow(
        here=frozenset(_EVERYBODY | {Ability.STUDY_APPLICATIONS, Ability.COUNT_APPLICATIONS}),
        in_teams=frozenset(_EVERYBODY | {Ability.READ_REPORTS}),
    ),
    # A funder sees the collaborative as a whole, and no team of it.
    Role.FUNDER: RoleRow(here=frozenset(_EVERYBODY | {Ability.COUNT_APPLICATIONS})),
    Role.MEMBER: RoleRow(here=frozenset(_EVERYBODY), spaces=frozenset({"collaborative", "team", "network"})),
}
