"""How a change spreads, as pages show it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from allteach.charts import AdoptionPlot, AdoptionTurn, adoption_figure
from allteach.core.language import language_now
from allteach.improvement.models import SpreadPlan
from allteach.improvement.queries.ratings import Profile, Rated
from allteach.improvement.queries.spread import Adoption, UnitShown
from allteach.improvement.spreading import COMPONENTS, UnitState
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import name_for, slug_for
from allteach.web.improvement.shown.cycles import Told
from allteach.web.improvement.shown.words import Mark, day_words
from allteach.web.tables import Cell, Column, Table

DAYS_APART = 7  # Between the points of a plan that is drawn: a curve to the eye.
TONES = {UnitState.DECLINED: "outline", UnitState.NOT_STARTED: "outline"}


@dataclass(frozen=True)
class ComponentShown:
    """One component of a plan with its answers; `is_empty` while nothing is written."""

    name: str
    asks: str
    answers: tuple[Told, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written of it yet."""
        return not self.answers


@dataclass(frozen=True)
class RatedShown:
    """One item of a scale in words; `advice` is what a low answer asks for next."""

    name: str
    says: str
    words: str
    middle: float
    advice: str


def spread_words(adoption: Adoption) -> str:
    """How far it has come: "7 of 9 clinicians"."""
    plan = adoption.plan
    said = {"done": adoption.working, "all": plan.units_in_all, "units": plan.unit_word}
    return _("%(done)s of %(all)s %(units)s") % said


def plan_mark(plan: SpreadPlan) -> Mark:
    """Whether a plan is a draft, waits or is approved."""
    tones = {SpreadPlan.Status.PROPOSED: "soon", SpreadPlan.Status.DRAFT: "outline"}
    status = SpreadPlan.Status(plan.state)
    return Mark(str(status.label), tones.get(status, "plain"))


def rate_words(adoption: Adoption) -> str:
    """How fast it spreads, as sentences: so many a month, and the days from knowing of it to doing it."""
    language = language_now()
    said = []
    if adoption.a_month is not None and adoption.working:
        said.append(_("%(number)s more a month.") % {"number": language.number(adoption.a_month, 1)})
    if adoption.days_to_adopt is not None:
        days = round(adoption.days_to_adopt)
        words = ngettext(
            "Half of them needed one day at most from knowing of it to doing it.",
            "Half of them needed %(days)s days at most from knowing of it to doing it.",
            days,
        )
        said.append(words % {"days": days})
    return " ".join(said)


def plot_of_adoption(adoption: Adoption) -> AdoptionPlot:
    """How far a plan has come as `charts` draws it, in the language of whoever asks."""
    plan = adoption.plan
    days = [plan.starts_on]
    while days[-1] + timedelta(days=DAYS_APART) < plan.reach_by:
        days.append(days[-1] + timedelta(days=DAYS_APART))
    days.append(plan.reach_by)
    return AdoptionPlot(
        title=plan.title,
        unit_words=plan.unit_word,
        in_all=plan.units_in_all,
        aim=plan.aim_units,
        planned=[(day, adoption.planned_on(day)) for day in days],
        turns=[AdoptionTurn(turn.on, turn.working, _who_changed(adoption, turn.on)) for turn in adoption.turns],
        until=max(adoption.until, plan.starts_on),
        declined=adoption.declined,
        rate_words=rate_words(adoption),
        language=language_now(),
    )


def figure_of_adoption(adoption: Adoption) -> SafeString:
    """The adoption chart with its words and its table."""
    return mark_safe(adoption_figure(plot_of_adoption(adoption), ident=f"adoption-{adoption.plan.number}"))


def _who_changed(adoption: Adoption, day: date) -> str:
    """The units that went a step on a day."""
    return ", ".join(unit.unit.name for unit in adoption.units if any(step.on == day for step in unit.steps))


def plan_address(plan: SpreadPlan, person: Person, page: str = "spread_plan") -> str:
    """A plan's page, or one of those that write it."""
    return reverse(f"improvement:{page}", args=[slug_for(plan.team, person), plan.number])


def unit_address(plan: SpreadPlan, unit: UnitShown, person: Person, page: str = "move_unit") -> str:
    """Where somebody says where a unit stands, or names it anew."""
    return reverse(f"improvement:{page}", args=[slug_for(plan.team, person), plan.number, unit.unit.number])


def plan_facts(adoption: Adoption) -> list[Told]:
    """The frame of a plan, as facts."""
    plan = adoption.plan
    aim = {"aim": plan.aim_units, "all": plan.units_in_all, "units": plan.unit_word, "day": day_words(plan.reach_by)}
    facts = [
        Told(_("Aim"), _("%(aim)s of %(all)s %(units)s by %(day)s") % aim),
        Told(_("From"), day_words(plan.starts_on)),
        Told(_("Phase"), plan.get_phase_display()),
        Told(_("Stands behind it"), plan.executive_sponsor),
        Told(_("Looks after it"), plan.day_to_day_leader),
        Told(_("Approved"), day_words(plan.approved_at.date()) if plan.approved_at else ""),
    ]
    return [fact for fact in facts if fact.words]


def components_of(plan: SpreadPlan) -> list[ComponentShown]:
    """The seven components, each with what is written of it."""
    shown = []
    for component in COMPONENTS:
        answers = (
            Told(capfirst(str(plan._meta.get_field(name).verbose_name)), getattr(plan, name))
            for name in component.fields
        )
        shown.append(
            ComponentShown(str(component.name), str(component.asks), tuple(told for told in answers if told.words))
        )
    return shown


def units_table(adoption: Adoption, person: Person, *, may_move: bool) -> Table:
    """The units: where each stands, since when, and why."""
    plan = adoption.plan
    rows = []
    for unit in adoption.units:
        to = unit_address(plan, unit, person) if may_move else ""
        last = unit.last
        rows.append(
            (
                Cell(unit.unit.name, to=to),
                Cell(str(unit.state.label), tone=TONES.get(unit.state, "plain")),
                Cell(day_words(last.on), value=last.on) if last else "",
                last.reason if last else "",
            )
        )
    headings = (_("Post or place"), _("Where it stands"), _("Since"), _("Why"))
    return Table(
        key="units",
        caption=_("Whom it shall reach, and where each stands"),
        name=f"{slug_for(plan.team, person)}-spread-{plan.number}",
        columns=[Column(heading) for heading in headings],
        rows=rows,
    )


def plans_table(
    name: str, adoptions: list[Adoption], person: Person, *, names_team: bool, collaborative: Space | None = None
) -> Table:
    """Plans with how far they have come; with `names_team` whose they are."""
    rows = []
    for adoption in adoptions:
        plan = adoption.plan
        if collaborative is not None:
            plan.team.parent = collaborative
        mark = plan_mark(plan)
        row = (
            Cell(plan.title, to=plan_address(plan, person)),
            name_for(plan.team, person),
            spread_words(adoption),
            Cell(day_words(plan.reach_by), value=plan.reach_by),
            Cell(mark.words, tone=mark.tone),
        )
        rows.append(row if names_team else (row[0], *row[2:]))
    headings = [_("What spreads"), _("Team"), _("How far"), _("By when"), _("Plan")]
    if not names_team:
        del headings[1]
    return Table(
        key="plans",
        caption=_("What spreads, and how far it has come"),
        name=name,
        columns=[Column(heading) for heading in headings],
        rows=rows,
    )


def profile_shown(profile: Profile) -> list[RatedShown]:
    """The items of a scale in words; nothing while too few people answered."""
    if not profile.is_shown:
        return []
    return [_rated(rated) for rated in profile.items if rated.middle is not None]


def _rated(rated: Rated) -> RatedShown:
    language = language_now()
    middle = rated.middle or 0.0
    middle_words = language.number(middle, 0 if middle == int(middle) else 1)
    said = {"middle": middle_words, "lowest": rated.lowest, "highest": rated.highest}
    words = (
        _("%(middle)s, everybody alike") % said
        if rated.lowest == rated.highest
        else _("%(middle)s in the middle, from %(lowest)s to %(highest)s") % said
    )
    return RatedShown(
        name=str(rated.item.name),
        says=str(rated.item.says),
        words=words,
        middle=middle,
        advice=str(rated.item.when_low) if rated.is_low else "",
    )


def raters_words(profile: Profile) -> str:
    """How many answered, and how many are missing before it is shown."""
    if profile.is_shown:
        return ngettext("One person answered.", "%(count)s people answered.", profile.raters) % {
            "count": profile.raters
        }
    said = {"count": profile.raters, "least": profile.least}
    if not profile.raters:
        return _("Nobody has answered yet. It is shown once %(least)s people have.") % said
    return (
        ngettext(
            "One person has answered. It is shown once %(least)s have, so that nobody’s answer can be read off.",
            "%(count)s people have answered. It is shown once %(least)s have, so that nobody’s answer can be read off.",
            profile.raters,
        )
        % said
    )
