"""Who hears about what.

To tell people about something new: write a Letter and its template in templates/messaging/, and a row in NOTICES (told
after an event) or REMINDERS (told by the clock). Nothing else changes: the action already records the event, and the
worker already reads these tables.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from allteach.collaboratives import events as collaborative_events
from allteach.core.models import Event
from allteach.improvement import events as improvement_events
from allteach.measures import events as measure_events
from allteach.meetings import events as meeting_events
from allteach.messaging import (
    coaching_letters,
    congress_letters,
    holding_letters,
    letters,
    meeting_letters,
    prework_letters,
    recruitment_letters,
    remark_letters,
    report_letters,
    score_letters,
)
from allteach.messaging import events as mail_events
from allteach.messaging.letter import LETTERS, Letter
from allteach.messaging.models import Pace
from allteach.messaging.months import months_that_are_due, months_that_are_in, teams_not_in_yet
from allteach.messaging.readers import Owed, Reader
from allteach.messaging.weekly import weekly, weekly_letters
from allteach.people.models import Person
from allteach.progress import events as progress_events
from allteach.spaces import events as space_events
from allteach.spaces.models import Invitation, Membership, Space
from allteach.spaces.roles import Role


@dataclass(frozen=True)
class Notice:
    """Whom an event is told to, and in which letter."""

    event: str
    letter: str
    to: Callable[[Event], Iterable[Reader]]
    about: Callable[[Event], str] = lambda event: event.about
    period: Callable[[Event], str] = lambda event: str(event.pk)  # Events of one period are told in one mail.


@dataclass(frozen=True)
class Reminder:
    """What is said when its time has come, once for each period."""

    letter: str
    owed: Callable[[datetime], Iterable[Owed]]


# --- Who hears of an event -----------------------------------------------------------------------------------------


def _number(reference: str) -> int:
    return int(reference.rsplit(":", 1)[1])


def whoever_is_invited(event: Event) -> Iterable[Reader]:
    return [Reader.invited(_number(event.about))]


def whoever_invited(event: Event) -> Iterable[Reader]:
    invitation = Invitation.objects.select_related("by").get(pk=_number(event.about))
    return [Reader.of(invitation.by)]


def whose_membership_it_is(event: Event) -> Iterable[Reader]:
    membership = Membership.objects.select_related("person").get(pk=_number(event.about))
    return [Reader.of(membership.person)]


def leads_of_the_organisations(event: Event) -> Iterable[Reader]:
    teams = Space.objects.active().filter(parent_id=event.space, organisation_id__in=event.facts["organisations"])
    leads = Membership.objects.active().filter(space__in=teams, role=Role.TEAM_LEAD)
    return [Reader.of(person) for person in Person.objects.filter(pk__in=leads.values("person")).order_by("pk")]


def coaches_of_the_team(event: Event) -> Iterable[Reader]:
    """When the number had been sent already: only then a correction has a reason."""
    if "reason" not in event.facts.get("texts", {}):
        return []
    coaches = Membership.objects.active().filter(space_id=event.space, role=Role.COACH)
    return [Reader.of(person) for person in Person.objects.filter(pk__in=coaches.values("person")).order_by("pk")]


def whoever_is_asked(event: Event) -> Iterable[Reader]:
    return [Reader.of(person) for person in Person.objects.filter(pk=event.facts["person"])]


def whoever_runs_the_site(_event: Event) -> Iterable[Reader]:
    """Staff: once a day, however many addresses refused."""
    return [Reader.of(person) for person in Person.objects.filter(account__is_staff=True).order_by("pk")]


def everybody_in_it(event: Event) -> Iterable[Reader]:
    """Whoever works in the collaborative or one of its teams, but for whoever did it."""
    spaces = Space.objects.active().filter(Q(pk=event.space) | Q(parent_id=event.space))
    members = Membership.objects.active().filter(space__in=spaces).exclude(role=Role.FUNDER)
    people = Person.objects.filter(pk__in=members.values("person")).exclude(pk=event.by)
    return [Reader.of(person) for person in people.order_by("pk")]


# --- Whom the clock reminds ----------------------------------------------------------------------------------------


def invitations_that_wait(now: datetime) -> Iterable[Owed]:
    """Once, half way through an invitation's fourteen days."""
    half_way = now + timedelta(days=7)
    waiting = Invitation.objects.open().filter(expires_at__gt=now, expires_at__lte=half_way)
    for pk in waiting.order_by("pk").values_list("pk", flat=True):
        yield Owed(Reader.invited(pk), about=f"spaces.invitation:{pk}")


# --- The tables ----------------------------------------------------------------------------------------------------

LETTERS |= {
    letter.key: letter
    for letter in (
        Letter("invitation", _("You are invited"), letters.invitation, is_never_lost=True, can_be_declined=False),
        Letter("invitation_waits", _("An invitation waits for you"), letters.invitation, can_be_declined=False),
        Letter("somebody_joined", _("Somebody you invited has joined"), letters.somebody_joined),
        Letter("role_given", _("You have a new role"), letters.role_given, can_be_declined=False),
        Letter("removed", _("A role of yours was ended"), letters.removed, can_be_declined=False),
        Letter("agreement_signed", _("Your team can enter its numbers"), letters.agreement_signed),
        Letter("month_due", _("A month's numbers are due"), letters.month_due),
        Letter("month_in", _("A month's numbers are in, from which teams"), letters.month_in),
        Letter("not_in_yet", _("Teams you direct have not sent a month yet"), letters.not_in_yet),
        Letter("digest", _("The week in one letter"), weekly, paces=(Pace.WEEKLY, Pace.MONTHLY, Pace.NEVER)),
        Letter("asked_by", _("Somebody asks for a month in person"), letters.asked_by),
        Letter("mail_undelivered", _("Some mails did not arrive"), letters.mail_undelivered, can_be_declined=False),
        Letter("check_due", _("A change that your team keeps should be looked at"), holding_letters.check_due),
        Letter("chart_turned", _("A chart of what your team keeps turns the wrong way"), holding_letters.chart_turned),
        Letter("control_plan_waits", _("A kept change waits for your signature"), holding_letters.signature_waits),
        Letter("asked_again", _("Numbers are asked for once more after the congress"), holding_letters.asked_again),
        Letter("cycle_remarked_on", _("Your coach remarked on a test"), remark_letters.about_remark),
        Letter("spread_plan_waits", _("A spread plan waits for you"), holding_letters.plan_waits),
        Letter("calendar_changed", _("A date of your collaborative has changed"), letters.calendar_changed),
        Letter("value_corrected", _("A team you coach corrected a number"), letters.value_corrected),
        Letter("report_in", _("A report of your team, or of one you coach, is in"), report_letters.about_report),
        Letter("report_reply", _("Somebody replied to your team's report"), report_letters.about_report),
        Letter("report_returned", _("A report of your team came back with a question"), report_letters.about_report),
        Letter("sponsor_page", _("A page from a team you sponsor"), report_letters.sponsor_page, is_never_lost=True),
        Letter("barrier_answered", _("A sponsor answered what is in the way"), report_letters.about_barrier),
        Letter("barrier_gone", _("What you were asked to move is gone"), report_letters.about_barrier),
        Letter(
            "application_received",
            _("Your application has arrived"),
            recruitment_letters.received,
            can_be_declined=False,
        ),
        Letter("application_unfinished", _("An application is not sent yet"), recruitment_letters.unfinished),
        Letter(
            "write_with_us",
            _("Somebody asks you to write on an application"),
            recruitment_letters.write_with_us,
            is_never_lost=True,
            can_be_declined=False,
        ),
        Letter(
            "support_asked",
            _("A practice asks for your support"),
            recruitment_letters.support,
            is_never_lost=True,
            can_be_declined=False,
        ),
        Letter(
            "place_offered",
            _("A place is offered to your practice"),
            recruitment_letters.offered,
            is_never_lost=True,
            can_be_declined=False,
        ),
        Letter(
            "offer_waits", _("A place is kept for your practice"), recruitment_letters.offered, can_be_declined=False
        ),
        Letter(
            "on_waiting_list",
            _("Your practice is on the waiting list"),
            recruitment_letters.waiting,
            is_never_lost=True,
            can_be_declined=False,
        ),
        Letter(
            "application_declined",
            _("What became of your application"),
            recruitment_letters.declined,
            is_never_lost=True,
            can_be_declined=False,
        ),
        Letter("score_released", _("A score of your team, or of one you support, is there"), score_letters.released),
        Letter("award_given", _("Your team, or one you support, was given an award"), congress_letters.award_given),
        Letter(
            "results_published",
            _("The results of your collaborative are published"),
            congress_letters.results_published,
        ),
        Letter("scoring_open", _("A month of the teams you score can be scored"), score_letters.to_score),
        Letter("prework_due", _("Something of your team's pre-work is due"), prework_letters.due),
        Letter("prework_stuck", _("A team of yours is stuck in its pre-work"), prework_letters.stuck),
        Letter("visit_report", _("A visit of yours is to be written up"), coaching_letters.about_visit),
        Letter("agreed_with_coach", _("Your team and its coach agreed something"), coaching_letters.about_agreed),
        Letter("contacts_slip", _("Teams you coach wait to hear from you"), coaching_letters.about_slipping),
        Letter("call_to_come", _("A call of all teams is coming"), meeting_letters.about_meeting),
        Letter("minutes_posted", _("The minutes of a call are posted"), meeting_letters.about_minutes),
        Letter(
            "minutes_missing", _("The minutes of a call you led are missing"), meeting_letters.about_missing_minutes
        ),
        Letter("meeting_cancelled", _("A session or call does not take place"), meeting_letters.about_cancelled),
        Letter("register_for_session", _("Your team can register for a session"), meeting_letters.about_registration),
        Letter("choose_presenters", _("Teams are to be chosen to present at a session"), meeting_letters.about_choice),
        Letter("present_at_session", _("Your team presents at a session"), meeting_letters.about_presentation),
        Letter("presentation_review", _("Presentations are to be looked at beforehand"), meeting_letters.about_review),
    )
}

NOTICES = {
    notice.event: notice
    for notice in (
        Notice(space_events.PERSON_INVITED, "invitation", to=whoever_is_invited),
        Notice(space_events.INVITATION_ACCEPTED, "somebody_joined", to=whoever_invited),
        Notice(space_events.ROLE_CHANGED, "role_given", to=whose_membership_it_is),
        Notice(space_events.LEAD_HANDED_OVER, "role_given", to=whose_membership_it_is),
        Notice(space_events.MEMBER_REMOVED, "removed", to=whose_membership_it_is),
        Notice(space_events.AGREEMENT_SIGNED, "agreement_signed", to=leads_of_the_organisations),
        Notice(
            mail_events.PERSON_REMINDED,
            "asked_by",
            to=whoever_is_asked,
            about=lambda event: f"spaces.space:{event.space}",
            period=lambda event: f"{event.facts['period']} {event.at.date()}",
        ),
        Notice(
            mail_events.ADDRESS_REFUSED,
            "mail_undelivered",
            to=whoever_runs_the_site,
            about=lambda _event: "messaging.message",
            period=lambda event: event.at.date().isoformat(),
        ),
        Notice(
            improvement_events.SPREAD_PLAN_PROPOSED,
            "spread_plan_waits",
            to=holding_letters.sponsors_who_approve,
            about=lambda event: f"{holding_letters.ABOUT_PLAN}:{event.subject}",
        ),
        Notice(
            improvement_events.CYCLE_REMARKED_ON,
            "cycle_remarked_on",
            to=remark_letters.owner_and_leads,
            about=lambda event: f"{remark_letters.ABOUT}:{event.facts['remark']}",
        ),
        Notice(collaborative_events.ENTRY_MOVED, "calendar_changed", to=everybody_in_it),
        Notice(collaborative_events.TIMETABLE_SET, "calendar_changed", to=everybody_in_it),
        Notice(
            measure_events.VALUE_CORRECTED,
            "value_corrected",
            to=coaches_of_the_team,
            about=lambda event: f"measures.teammeasure:{event.subject}",
            period=lambda event: event.at.date().isoformat(),
        ),
        Notice(collaborative_events.APPLICATION_SENT, "application_received", to=recruitment_letters.the_practice),
        Notice(collaborative_events.WRITER_ADDED, "write_with_us", to=recruitment_letters.the_writer),
        Notice(collaborative_events.SUPPORT_ASKED, "support_asked", to=recruitment_letters.the_sponsor),
        Notice(collaborative_events.PLACE_OFFERED, "place_offered", to=recruitment_letters.the_practice),
        Notice(collaborative_events.OFFER_EXTENDED, "place_offered", to=recruitment_letters.the_practice),
        Notice(collaborative_events.PUT_ON_WAITING_LIST, "on_waiting_list", to=recruitment_letters.the_practice),
        Notice(collaborative_events.APPLICATION_DECLINED, "application_declined", to=recruitment_letters.the_practice),
        Notice(progress_events.REPORT_SENT, "report_in", to=report_letters.team_and_coach),
        Notice(progress_events.REPORT_REPLIED_TO, "report_reply", to=report_letters.those_who_lead_the_team),
        Notice(progress_events.REPORT_RETURNED, "report_returned", to=report_letters.those_who_lead_the_team),
        Notice(progress_events.LEADER_REPORT_SENT, "sponsor_page", to=report_letters.sponsors_of_the_team),
        Notice(progress_events.BARRIER_ANSWERED, "barrier_answered", to=report_letters.team_and_coach),
        Notice(meeting_events.CONTACT_LOGGED, "agreed_with_coach", to=coaching_letters.leads_of_the_team),
        Notice(meeting_events.MINUTES_POSTED, "minutes_posted", to=meeting_letters.everybody_at),
        Notice(meeting_events.MEETING_CANCELLED, "meeting_cancelled", to=meeting_letters.everybody_at),
        Notice(progress_events.SCORE_RELEASED, "score_released", to=score_letters.whole_team),
        Notice(progress_events.AWARD_GIVEN, "award_given", to=congress_letters.whole_team),
        Notice(progress_events.RESULTS_PUBLISHED, "results_published", to=everybody_in_it),
        Notice(progress_events.RESULTS_CORRECTED, "results_published", to=everybody_in_it),
        Notice(progress_events.BARRIER_REMOVED, "barrier_gone", to=report_letters.sponsors_of_the_team),
    )
}

REMINDERS = (
    Reminder("invitation_waits", owed=invitations_that_wait),
    Reminder("month_due", owed=months_that_are_due),
    Reminder("month_in", owed=months_that_are_in),
    Reminder("not_in_yet", owed=teams_not_in_yet),
    Reminder("check_due", owed=holding_letters.checks_that_are_due),
    Reminder("chart_turned", owed=holding_letters.charts_that_turned),
    Reminder("control_plan_waits", owed=holding_letters.plans_to_sign),
    Reminder("asked_again", owed=holding_letters.numbers_asked_again),
    Reminder("digest", owed=weekly_letters),
    Reminder("application_unfinished", owed=recruitment_letters.applications_unfinished),
    Reminder("offer_waits", owed=recruitment_letters.offers_that_wait),
    Reminder("scoring_open", owed=score_letters.months_to_score),
    Reminder("prework_due", owed=prework_letters.items_that_are_due),
    Reminder("prework_stuck", owed=prework_letters.teams_that_are_stuck),
    Reminder("visit_report", owed=coaching_letters.visits_to_write_up),
    Reminder("contacts_slip", owed=coaching_letters.contacts_that_slip),
    Reminder("call_to_come", owed=meeting_letters.calls_to_come),
    Reminder("minutes_missing", owed=meeting_letters.minutes_missing),
    Reminder("register_for_session", owed=meeting_letters.registrations_to_make),
    Reminder("choose_presenters", owed=meeting_letters.presenters_to_choose),
    Reminder("present_at_session", owed=meeting_letters.presenters_to_invite),
    Reminder("presentation_review", owed=meeting_letters.presentations_to_review),
)
