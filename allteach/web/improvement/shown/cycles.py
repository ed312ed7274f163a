"""A test as a page shows it: its four parts, what is told in them, its predictions, and its line in a list."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from allteach.improvement.due import Waiting, is_stale
from allteach.improvement.models import Cycle, Prediction
from allteach.improvement.queries.cycles import CycleCard
from allteach.improvement.queries.learning import Tried
from allteach.improvement.stages import ACTED, PARTS, STOPPED, STUDYING
from allteach.people.models import Person
from allteach.web.improvement.place import cycle_name
from allteach.web.improvement.shown.addresses import cycle_address
from allteach.web.improvement.shown.words import Mark, day_words, span_words

DECIDED = {
    Cycle.Decision.ADAPT.value: gettext_lazy("Adapted"),
    Cycle.Decision.ADOPT.value: gettext_lazy("Adopted"),
    Cycle.Decision.ABANDON.value: gettext_lazy("Abandoned"),
    Cycle.Decision.REPEAT.value: gettext_lazy("To be repeated"),
}
NAMES = {  # What each answer is called where it stands as a fact.
    "objective": gettext_lazy("To learn"),
    "what": gettext_lazy("What"),
    "who": gettext_lazy("Who"),
    "where": gettext_lazy("Where"),
    "partner_part": gettext_lazy("Patient partner"),
    "data_plan": gettext_lazy("We count"),
    "data_form_link": gettext_lazy("Form"),
    "as_planned": gettext_lazy("As planned"),
    "observations": gettext_lazy("Seen"),
    "unexpected": gettext_lazy("Surprising"),
    "data_collected": gettext_lazy("Counted"),
    "results_summary": gettext_lazy("In short"),
    "what_we_learned": gettext_lazy("Learned"),
    "what_patients_said": gettext_lazy("Patients said"),
    "measure_effect": gettext_lazy("The chart"),
    "rationale": gettext_lazy("Why"),
    "implementation_plan": gettext_lazy("How it stays"),
    "lesson": gettext_lazy("For other teams"),
    "stopped_reason": gettext_lazy("Why"),
}
PLAN_ANSWERS = ("objective", "what", "data_plan", "data_form_link")
PEOPLE_ANSWERS = ("who", "where", "partner_part")  # They would tell which team it is, where it is known by code only.
DO_ANSWERS = ("as_planned", "observations", "unexpected", "data_collected")
STUDY_ANSWERS = ("results_summary", "what_we_learned", "what_patients_said", "measure_effect")
ACT_ANSWERS = ("rationale", "implementation_plan", "lesson", "stopped_reason")


@dataclass(frozen=True)
class PartShown:
    """Plan, Do, Study or Act in the line above a test. `state`: done, now (waits for the viewer), open, later."""

    name: str
    words: str
    state: str


@dataclass(frozen=True)
class Told:
    """One answer of a test: its question and what the team wrote."""

    name: str
    words: str


@dataclass(frozen=True)
class PredictionShown:
    """What was expected and what happened, side by side."""

    question: str
    prediction: str
    because: str
    happened: str
    outcome: str


@dataclass(frozen=True)
class CycleRow:
    """One line of a list of tests."""

    address: str
    close_address: str
    name: str
    predicted: str
    mark: Mark
    due: str
    stale: str  # That nothing was written for long; empty where something was.
    learned: str


def mark_of(card: CycleCard) -> Mark:
    """What a test waits for, or how it ended. Marigold only for what is due and waits for this viewer."""
    cycle = card.cycle
    if cycle.state == STOPPED:
        return Mark(_("Stopped"), "outline")
    if cycle.state == ACTED:
        return Mark(decided_words(cycle), "outline" if cycle.decision == Cycle.Decision.ABANDON else "brand")
    if waits_now(card):
        return Mark(str(card.waiting.words), "soon")
    return Mark(str(cycle.stage.name), "plain")


def due_words(waiting: Waiting | None) -> str:
    """Since when or until when a test waits, in a few words."""
    if waiting is None or waiting.on is None:
        return ""
    words = _("Since %(day)s") if waiting.is_due else _("By %(day)s")
    return words % {"day": day_words(waiting.on)}


def waits_now(card: CycleCard) -> bool:
    """Whether a test waits for this viewer, today."""
    return card.may_act and card.waiting is not None and card.waiting.is_due


def decided_words(cycle: Cycle) -> str:
    """What was decided, as something done: "Adapted"; nothing while nothing is."""
    return str(DECIDED.get(cycle.decision, ""))


def parts_of(card: CycleCard) -> list[PartShown]:
    """The four parts of a test, with when and by whom each was told."""
    cycle = card.cycle
    order = list(PARTS)
    now = order.index(cycle.stage.part) if cycle.stage.part else len(order)
    if cycle.state == STUDYING and is_studied(card):
        now = order.index("act")
    words = {
        "plan": span_words(cycle.planned_start_on, cycle.planned_end_on),
        "do": span_words(cycle.started_on, cycle.ended_on),
        "study": _("Compared with the prediction") if is_studied(card) else _("Compare with the prediction"),
        "act": decided_words(cycle) or _("Adapt, adopt, abandon, repeat"),
    }
    # Of a stopped test, the parts it came to are done; nothing is open.
    reached = now
    if cycle.state == STOPPED:
        reached = 1 if not cycle.is_begun else 2
        now = len(order)
    return [
        PartShown(
            name=str(PARTS[key].name),
            words=words[key] or (_("Told") if place < reached else str(PARTS[key].asks)),
            state="done" if place < reached else "later" if place != now else "now" if card.may_act else "open",
        )
        for place, key in enumerate(order)
    ]


def is_studied(card: CycleCard) -> bool:
    """Whether nothing is missing before the decision."""
    cycle = card.cycle
    return bool(
        cycle.results_summary
        and cycle.what_we_learned
        and card.predictions
        and all(prediction.outcome for prediction in card.predictions)
    )


def predictions_of(card: CycleCard) -> list[PredictionShown]:
    """Every prediction beside what happened."""
    return [_prediction(prediction) for prediction in card.predictions]


def _prediction(prediction: Prediction) -> PredictionShown:
    return PredictionShown(
        question=prediction.question,
        prediction=prediction.prediction,
        because=prediction.because,
        happened=prediction.happened,
        outcome=prediction.get_outcome_display(),
    )


def lock_words(card: CycleCard) -> str:
    """Since when predictions are locked, and by whom where people are named; nothing before."""
    cycle = card.cycle
    if cycle.begun_at is None or cycle.begun_by is None:
        return ""
    said = {"day": day_words(timezone.localdate(cycle.begun_at)), "name": cycle.begun_by.name}
    return (_("Locked on %(day)s by %(name)s.") if card.names_people else _("Locked on %(day)s.")) % said


def plan_of(card: CycleCard) -> list[Told]:
    """The plan as facts, as far as it is written and this viewer may know who is behind it."""
    cycle = card.cycle
    people = told(cycle, PEOPLE_ANSWERS) if card.names_people else []
    if card.names_people and cycle.helpers.all():
        people.append(Told(_("Helpers"), ", ".join(helper.name for helper in cycle.helpers.all())))
    facts = [*told(cycle, PLAN_ANSWERS), *people]
    if cycle.planned_start_on:
        facts.append(Told(_("When"), span_words(cycle.planned_start_on, cycle.planned_end_on)))
    elif cycle.planned_end_on:
        facts.append(Told(_("We will know by"), day_words(cycle.planned_end_on)))
    if cycle.scale:
        facts.append(Told(_("How large"), cycle.get_scale_display()))
    if cycle.belief:
        facts.append(Told(_("How sure"), _("%(belief)s of 5") % {"belief": cycle.belief}))
    if cycle.care_element:
        facts.append(Told(_("Touches"), cycle.get_care_element_display()))
    return facts


def told(cycle: Cycle, names: tuple[str, ...]) -> list[Told]:
    """The answers that were given, with their questions."""
    answers = []
    for name in names:
        if words := getattr(cycle, name):
            field = cycle._meta.get_field(name)
            shown = getattr(cycle, f"get_{name}_display")() if field.choices else words
            answers.append(Told(str(NAMES[name]), shown))
    return answers


def row_of(card: CycleCard, person: Person, *, stale_after: int) -> CycleRow:
    """One line of the list of tests. Nothing was written in a test that is stale for so many days."""
    stale = ngettext("Nothing for one day", "Nothing for %(count)d days", stale_after) % {"count": stale_after}
    cycle = card.cycle
    prediction = card.predictions[0].prediction if card.predictions else ""
    return CycleRow(
        address=cycle_address(cycle, person),
        close_address=cycle_address(cycle, person, "close_cycle"),
        name=cycle_name(cycle),
        predicted=_("Predicted: %(words)s") % {"words": prediction} if prediction else "",
        mark=mark_of(card),
        due=due_words(card.waiting),
        stale=stale if is_stale(cycle, timezone.localdate(), after=stale_after) else "",
        learned=learned_in(cycle),
    )


def learned_in(cycle: Cycle) -> str:
    """What a test taught, or why it was stopped; nothing while it goes on."""
    return cycle.lesson or cycle.what_we_learned or cycle.stopped_reason


def forgotten_words(cycle: Cycle, *, after: int) -> str:
    """That nothing was written in a test for so many days; nothing where something was."""
    if not is_stale(cycle, timezone.localdate(), after=after):
        return ""
    words = ngettext("Nothing was written here for one day.", "Nothing was written here for %(count)d days.", after)
    return words % {"count": after}


@dataclass(frozen=True)
class Other:
    """Another team's test of the same idea."""

    team: str
    address: str
    decision: str
    words: str


def other_of(tried: Tried, person: Person) -> Other:
    """Another team's test, with what it tells."""
    return Other(
        team=tried.team,
        address=cycle_address(tried.cycle, person),
        decision=decided_words(tried.cycle),
        words=tried.words,
    )
