"""What needs me, in words, with the way to finish it where it stands."""

from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import Language
from allteach.improvement.stages import PLANNED
from allteach.people.models import Person
from allteach.progress.needs import Need
from allteach.progress.permissions import can_see_caseloads, can_see_team_grid
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.web.home.award_items import AWARD_ITEMS
from allteach.web.home.coaching_items import COACHING_ITEMS
from allteach.web.home.holding_items import HOLDING_ITEMS
from allteach.web.home.items import NAMED, DeskItem, Way, some, when
from allteach.web.home.meeting_items import MEETING_ITEMS
from allteach.web.home.recruitment_items import RECRUITMENT_ITEMS
from allteach.web.home.score_items import SCORE_ITEMS
from allteach.web.tables import Column, Table


def desk_of(needs: list[Need], *, person: Person, language: Language, today: date) -> list[DeskItem]:
    """The desk, item by item."""
    return [DESK[need.kind](need, person, language, today) for need in needs]


def desk_table(items: list[DeskItem]) -> Table:
    """The desk as a table to take along: what, why, by when."""
    rows = [(item.title, item.why, item.due) for item in items]
    columns = [Column(words) for words in (_("What needs you"), _("Why"), _("By when"))]
    return Table("desk", _("What needs you"), "what-needs-me", columns, rows)


def _values(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    due = need.about
    period = language.period(due.period.start, due.period.kind, "long")
    left = due.measures - due.started
    if not due.started:
        why = ngettext("One number is asked for.", "%(count)d numbers are asked for.", due.measures) % {
            "count": due.measures
        }
    else:
        why = ngettext(
            "%(started)d of %(total)d are in; one is left.", "%(started)d of %(total)d are in; %(left)d are left.", left
        ) % {"started": due.started, "total": due.measures, "left": left}
    title = _("%(period)s for %(team)s") % {"period": period, "team": name_for(need.space, person)}
    address = reverse("reporting:grid", args=[slug_for(need.space, person), due.period])
    return DeskItem(
        title=title,
        why=why,
        address=address,
        due=when(due.due_on, today),
        is_due_now=need.is_due_now,
        ways=(Way(_("Carry on") if due.started else _("Report it"), address, title),),
        done=due.started,
        most=due.measures,
    )


def _asked_again(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    """The main numbers, once more after the congress."""
    due = need.about
    item = _values(need, person, language, today)
    words = _("%(count)d months after the congress: does what you reached still hold? Your main numbers say it.")
    return replace(item, why=words % {"count": due.request.number})


def _test(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    cycle = need.about.cycle
    words = {
        "planned": _("Planned. Begin it, or change the plan."),
        "doing": _("Under way. What happened?"),
        "studying": _("Compare with what was predicted, and decide."),
    }
    where = [slug_for(need.space, person), cycle.number]
    if cycle.state == PLANNED and need.about.predictions and all(each.prediction for each in need.about.predictions):
        answers = (("started_on", timezone.localdate().isoformat()), ("version", str(cycle.version)))
        way = Way(_("We begin today"), reverse("improvement:begin_do", args=where), cycle.title, answers)
    elif cycle.state == PLANNED:
        way = Way(_("Fill in the plan"), reverse("improvement:plan_cycle", args=where), cycle.title)
    else:
        way = Way(_("Close it in two minutes"), reverse("improvement:close_cycle", args=where), cycle.title)
    return DeskItem(
        title=cycle.title,
        why=words.get(cycle.state, _("It waits for you.")),
        address=reverse("improvement:cycle", args=where),
        due=when(need.due_on, today),
        is_due_now=need.is_due_now,
        ways=(way,),
    )


def _late(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    teams = need.about
    words = ngettext(
        "One team of %(space)s has not sent its month",
        "%(count)d teams of %(space)s have not sent their month",
        len(teams),
    )
    call: tuple[Way, ...] = ()
    if can_see_caseloads(person, need.space):
        call = (Way(_("Call them"), reverse("coaching:follow_up", args=[need.space.slug])),)
    if can_see_team_grid(person, need.space):
        address = reverse("grid:team_grid", args=[need.space.slug]) + "?only=late"
    else:
        address = reverse("collaboratives:teams", args=[need.space.slug])
    return DeskItem(
        title=words % {"count": len(teams), "space": need.space.name},
        why=some([name_for(team, person) for team in teams]),
        address=address,
        is_due_now=need.is_due_now,
        due=_("Late"),
        ways=(Way(_("See what each has not sent"), address), *call),
    )


def _aim(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    address = reverse("improvement:write_aim", args=[slug_for(need.space, person)])
    return DeskItem(
        title=_("Aim of %(team)s") % {"team": name_for(need.space, person)},
        why=_("What will be better, for whom, by how much, by when?"),
        address=address,
        ways=(Way(_("Write it"), address),),
    )


def _agreements(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    words = ngettext(
        "One organisation has not signed; its team cannot enter numbers.",
        "%(count)d organisations have not signed; their teams cannot enter numbers.",
        need.about,
    )
    address = reverse("spaces:sign_agreement", args=[need.space.slug])
    return DeskItem(
        title=_("Data agreements of %(space)s") % {"space": need.space.name},
        why=words % {"count": need.about},
        address=address,
        ways=(Way(_("Record an agreement"), address),),
    )


def _measures(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    address = reverse("measures:define", args=[need.space.slug])
    return DeskItem(
        title=_("Measures of %(space)s") % {"space": need.space.name},
        why=_("None is defined yet. Four to eight that every team reports are plenty."),
        address=address,
        ways=(Way(_("Define the first"), address),),
    )


def _teams(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    address = reverse("collaboratives:add_team", args=[need.space.slug])
    return DeskItem(
        title=_("Teams of %(space)s") % {"space": need.space.name},
        why=_("None is here yet."),
        address=address,
        ways=(Way(_("Add the first"), address),),
    )


def _file(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    value_import = need.about
    where = {"team": slug_for(need.space, person)} if need.space.kind == Space.Kind.TEAM else {"space": need.space.slug}
    address = reverse("imports:value_import", kwargs={**where, "number": value_import.pk})
    return DeskItem(
        title=value_import.file_name,
        why=_("A file you sent. %(state)s.") % {"state": value_import.get_state_display()},
        address=address,
        ways=(Way(_("Go on with it"), address, value_import.file_name),),
    )


def _change(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    where = [slug_for(need.space, person), need.about.number]
    return DeskItem(
        title=need.about.title,
        why=_("You wanted to see whether it still holds."),
        address=reverse("improvement:change", args=where),
        due=when(need.due_on, today),
        is_due_now=need.is_due_now,
        ways=(Way(_("Say how it stands"), reverse("improvement:revise_change", args=where), need.about.title),),
    )


def _invitations(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    invitations = need.about
    words = ngettext(
        "One invitation was not accepted in time", "%(count)d invitations were not accepted in time", len(invitations)
    )
    return DeskItem(
        title=words % {"count": len(invitations)},
        why=some([f"{one.name} ({name_for(one.space, person)})" for one in invitations]),
        address=reverse("spaces:people", args=[slug_for(need.space, person)]),
        ways=tuple(
            Way(
                _("Invite %(name)s again") % {"name": one.name},
                reverse("spaces:invite_again", args=[slug_for(one.space, person), one.pk]),
                answers=(),
            )
            for one in invitations[:NAMED]
        ),
    )


def _charter(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    address = reverse("collaboratives:charter", args=[need.space.slug])
    return DeskItem(
        title=_("Charter of %(space)s") % {"space": need.space.name},
        why=_("Version %(number)d is a draft. It counts once it is approved.") % {"number": need.about.number},
        address=address,
        ways=(Way(_("Read and approve it"), address),),
    )


def _report(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    state = need.about
    month = language.period(state.month.start, state.month.kind, "long")
    address = reverse("monthly_reports:write_report", args=[slug_for(need.space, person), state.month])
    return DeskItem(
        title=_("Report of %(month)s for %(team)s") % {"month": month, "team": name_for(need.space, person)},
        why=_("Three boxes and a plan; the rest stands there already."),
        address=address,
        due=when(state.due_on, today),
        is_due_now=need.is_due_now,
        ways=(Way(_("Write on") if state.has_draft else _("Write it"), address, month),),
    )


def _reply(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    replies = need.about
    period = replies[0].report.period
    words = ngettext("%(name)s replied to your report", "%(count)d replies to your reports", len(replies))
    address = reverse("monthly_reports:report", args=[slug_for(need.space, person), period])
    return DeskItem(
        title=words % {"name": replies[0].by.name, "count": len(replies)},
        why=f"{name_for(need.space, person)}, {language.period(period.start, period.kind, 'long')}",
        address=address,
        is_due_now=need.is_due_now,
        ways=(Way(_("Read and answer"), address),),
    )


def _unread(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    reports = need.about
    words = ngettext("One report is new to you", "%(count)d reports are new to you", len(reports))
    latest = max(report.period for report in reports)
    address = reverse("monthly_reports:queue", args=[need.space.slug]) + f"?month={latest}&state=unread"
    return DeskItem(
        title=words % {"count": len(reports)},
        why=some([name_for(report.team, person) for report in reports]),
        address=address,
        ways=(Way(_("Read them"), address),),
    )


def _barrier(need: Need, person: Person, language: Language, today: date) -> DeskItem:
    action = need.about
    address = reverse("senior_leaders:answer_barrier", args=[slug_for(need.space, person), action.report.period])
    return DeskItem(
        title=_("%(team)s asks you for a decision") % {"team": name_for(need.space, person)},
        why=action.decision_wanted,
        address=address,
        is_due_now=need.is_due_now,
        ways=(Way(_("Answer"), address),),
    )


DESK = {
    "values": _values,
    "asked_again": _asked_again,
    "test": _test,
    "late": _late,
    "aim": _aim,
    "agreements": _agreements,
    "measures": _measures,
    "teams": _teams,
    "file": _file,
    "change": _change,
    "invitations": _invitations,
    "charter": _charter,
    "report": _report,
    "reply": _reply,
    "unread": _unread,
    "barrier": _barrier,
    **RECRUITMENT_ITEMS,
    **COACHING_ITEMS,
    **HOLDING_ITEMS,
    **MEETING_ITEMS,
    **SCORE_ITEMS,
    **AWARD_ITEMS,
}
