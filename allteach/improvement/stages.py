"""The stages of a test of change, and what is told in each of its four parts.

To add a stage, add it to STAGES and say which stages it leads to. The keys are stored and never renamed.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    """Plan, Do, Study or Act: its name, what it asks, and the answers that belong to it."""

    key: str
    name: Promise
    asks: Promise
    answers: tuple[str, ...]  # Fields of a cycle.
    in_full: tuple[str, ...]  # Those of them without which the part is not told in full.


PARTS = {
    part.key: part
    for part in (
        Part(
            key="plan",
            name=_("Plan"),
            asks=_("What will you try?"),
            answers=(
                "objective",
                "purpose",
                "scale",
                "belief",
                "risk",
                "readiness",
                "who",
                "what",
                "where",
                "planned_start_on",
                "planned_end_on",
                "data_plan",
                "data_form_link",
                "ethics",
            ),
            in_full=(
                "objective",
                "scale",
                "who",
                "what",
                "where",
                "planned_start_on",
                "planned_end_on",
                "data_plan",
            ),
        ),
        Part(
            key="do",
            name=_("Do"),
            asks=_("What happened?"),
            answers=("started_on", "ended_on", "as_planned", "observations", "unexpected", "data_collected"),
            in_full=("started_on", "ended_on", "observations"),
        ),
        Part(
            key="study",
            name=_("Study"),
            asks=_("What did you find?"),
            answers=("results_summary", "what_we_learned", "what_patients_said", "measure_effect"),
            in_full=("results_summary", "what_we_learned"),
        ),
        Part(
            key="act",
            name=_("Act"),
            asks=_("What comes next?"),
            answers=("decision", "rationale", "implementation_plan", "lesson"),
            in_full=("decision", "rationale"),
        ),
    )
}


@dataclass(frozen=True)
class Stage:
    """Where a cycle stands."""

    key: str
    name: Promise
    waits_for: Promise  # What the team does next, as words on a button or a tag.
    part: str | None  # The part that is open now; none when the cycle is over.
    leads_to: frozenset[str]

    @property
    def is_open(self) -> bool:
        """Whether anything is still to be done."""
        return self.part is not None


PLANNED = "planned"
DOING = "doing"
STUDYING = "studying"
ACTED = "acted"
STOPPED = "stopped"

STAGES = {
    stage.key: stage
    for stage in (
        Stage(
            key=PLANNED,
            name=_("Planned"),
            waits_for=_("Begin"),
            part="plan",
            leads_to=frozenset({DOING, STOPPED}),
        ),
        Stage(
            key=DOING,
            name=_("Doing"),
            waits_for=_("Say what happened"),
            part="do",
            leads_to=frozenset({STUDYING, STOPPED}),
        ),
        Stage(
            key=STUDYING,
            name=_("Studying"),
            waits_for=_("Study it now"),
            part="study",
            leads_to=frozenset({ACTED, STOPPED}),
        ),
        Stage(
            key=ACTED,
            name=_("Decided"),
            waits_for=_("Nothing more"),
            part=None,
            leads_to=frozenset(),
        ),
        Stage(
            key=STOPPED,
            name=_("Stopped"),
            waits_for=_("Nothing more"),
            part=None,
            leads_to=frozenset(),
        ),
    )
}

OPEN = tuple(stage.key for stage in STAGES.values() if stage.is_open)
