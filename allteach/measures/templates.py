"""What a new collaborative may start from: its first measures with their targets, and words for its charter.

To add a template, add a row. Everything in it can be changed afterwards; nothing is taken over unseen.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class MeasureTemplate:
    """One measure to start with: the fields of its definition, and its target."""

    name: Words
    plain_name: Words
    kind: str = "proportion"
    measure_type: str = "process"
    target: Decimal | None = None
    scope: str = "core_required"
    counts_people: bool = True
    period_kind: str = "month"
    definition: dict[str, Words | int | Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Template:
    """One way to begin."""

    key: str
    name: Words
    summary: Words
    measures: tuple[MeasureTemplate, ...] = ()
    sections: dict[str, Words] = field(default_factory=dict)


_REGISTER = _("Adults on the practice's diabetes register on the last day of the month")
_COMMON = {
    "methods": _(
        "A Breakthrough Series collaborative: teams meet in learning sessions, test changes between them in small "
        "cycles, and report the same measures every month. Everybody learns, everybody teaches."
    ),
    "expected": _(
        "A named sponsor, a team of three to five with protected time, a patient partner on the team, numbers by the "
        "tenth of each month, and openness about what did not work."
    ),
    "partners": _(
        "Patient partners are members of the teams in full. They see what the team sees, decide with it, and are paid."
    ),
    "privacy": _(
        "Teams report counts only, never anything about one person. Each organisation signs an agreement first. Small "
        "numbers are hidden from other teams and from the public."
    ),
}

TEMPLATES = {
    template.key: template
    for template in (
        Template(
            key="diabetes",
            name=_("Diabetes in primary care"),
            summary=_("Practices improve the care of adults with type 2 diabetes."),
            sections={
                **_COMMON,
                "why": _("Many adults with diabetes miss the checks that keep feet, eyes and kidneys well."),
                "mission": _(
                    "Every adult with diabetes sets the goals of their own care, and gets the checks they need."
                ),
                "framework": _(
                    "The Care Model: self-management, decision support, delivery system, information, community."
                ),
            },
            measures=(
                MeasureTemplate(
                    name=_("HbA1c test, 6 months"),
                    plain_name=_("adults with diabetes who had an HbA1c test in the last 6 months"),
                    target=Decimal(80),
                    definition={
                        "numerator_definition": _(
                            "Of these, those with at least one HbA1c result in the last 6 months"
                        ),
                        "denominator_definition": _REGISTER,
                        "look_back": _("in the 6 months ending on the last day of the month"),
                        "data_source": _("The practice's record system"),
                    },
                ),
                MeasureTemplate(
                    name=_("Self-management goal, 12 months"),
                    plain_name=_("adults with diabetes who set a goal of their own in the last 12 months"),
                    target=Decimal(70),
                    definition={
                        "numerator_definition": _("Of these, those with a goal in their own words on record"),
                        "denominator_definition": _REGISTER,
                        "look_back": _("in the 12 months ending on the last day of the month"),
                        "data_source": _("The practice's record system"),
                    },
                ),
                MeasureTemplate(
                    name=_("Foot examination, 12 months"),
                    plain_name=_("adults with diabetes whose feet were examined in the last 12 months"),
                    target=Decimal(75),
                    definition={
                        "numerator_definition": _(
                            "Of these, those with pulses, monofilament and skin checked on both feet"
                        ),
                        "denominator_definition": _REGISTER,
                        "look_back": _("in the 12 months ending on the last day of the month"),
                        "data_source": _("The practice's record system"),
                    },
                ),
                MeasureTemplate(
                    name=_("Blood pressure under 130/80"),
                    plain_name=_("adults with diabetes whose latest blood pressure was under 130/80"),
                    measure_type="outcome",
                    target=Decimal(55),
                    definition={
                        "numerator_definition": _("Of these, those whose latest reading was under 130/80"),
                        "denominator_definition": _("Adults on the register with a reading in the last 12 months"),
                        "look_back": _("in the 12 months ending on the last day of the month"),
                        "data_source": _("The practice's record system"),
                    },
                ),
                MeasureTemplate(
                    name=_("Third next appointment"),
                    plain_name=_("days until the third next free appointment"),
                    kind="median",
                    measure_type="balancing",
                    target=Decimal(9),
                    counts_people=False,
                    definition={
                        "numerator_definition": _(
                            "Days, the median over clinicians, on the second Tuesday of the month"
                        ),
                        "direction": "down",
                        "unit": _("days"),
                        "data_source": _("The appointment book"),
                        "least_value": Decimal(0),
                    },
                ),
            ),
        ),
        Template(
            key="emergency",
            name=_("Emergency waits"),
            summary=_("Emergency departments shorten the time people wait."),
            sections={
                **_COMMON,
                "why": _("Long waits in emergency departments are hard on people, and unsafe."),
                "mission": _("Nobody waits longer than is good for them."),
            },
            measures=(
                MeasureTemplate(
                    name=_("Seen within four hours"),
                    plain_name=_("people admitted, moved on or sent home within four hours of arriving"),
                    measure_type="outcome",
                    target=Decimal(95),
                    definition={
                        "numerator_definition": _("Of these, those admitted, moved on or sent home within four hours"),
                        "denominator_definition": _("Everybody who came to the department in the month"),
                        "decimals": 1,
                        "chart": "pp",
                        "data_source": _("The department's attendance record"),
                    },
                ),
                MeasureTemplate(
                    name=_("Attendances"),
                    plain_name=_("people who came to the department"),
                    kind="count",
                    measure_type="balancing",
                    definition={
                        "numerator_definition": _("Everybody who came to the department in the month"),
                        "direction": "none",
                        "chart": "i",
                        "data_source": _("The department's attendance record"),
                    },
                ),
            ),
        ),
        Template(
            key="infection",
            name=_("Infections in hospital"),
            summary=_("Wards prevent infections that come with care."),
            sections={
                **_COMMON,
                "why": _("Most infections that come with care can be prevented."),
                "mission": _("Nobody gets an infection from the care that should help them."),
            },
            measures=(
                MeasureTemplate(
                    name=_("Infections"),
                    plain_name=_("infections that came with care, for each 10,000 risk days"),
                    kind="rate",
                    measure_type="outcome",
                    definition={
                        "numerator_definition": _("Infections that began 48 hours or more after coming in"),
                        "denominator_definition": _("Days that patients were in, and at risk"),
                        "per": 10_000,
                        "unit": _("per 10,000 days"),
                        "decimals": 1,
                        "direction": "down",
                        "data_source": _("The laboratory, and the ward's bed days"),
                    },
                ),
                MeasureTemplate(
                    name=_("Hand hygiene"),
                    plain_name=_("observed moments in which hands were cleaned"),
                    target=Decimal(90),
                    counts_people=False,
                    definition={
                        "numerator_definition": _("Of these, those in which hands were cleaned"),
                        "denominator_definition": _("Moments observed, at least 20 a month"),
                        "sampling": "random",
                        "sample_size": 20,
                        "data_source": _("Observation on the ward"),
                    },
                ),
                MeasureTemplate(
                    name=_("Days between infections"),
                    plain_name=_("days from one infection to the next"),
                    kind="time_between",
                    measure_type="outcome",
                    scope="core_optional",
                    definition={
                        "numerator_definition": _("Days since the infection before"),
                        "unit": _("days"),
                        "data_source": _("The laboratory"),
                    },
                ),
            ),
        ),
        Template(key="blank", name=_("Nothing: start from an empty page"), summary="", sections={}),
    )
}
