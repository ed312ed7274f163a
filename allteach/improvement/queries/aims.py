"""A team's aim, finished for a page: as a sentence, with its versions, who agreed, and what could be clearer."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from allteach.collaboratives.queries.charters import end_of
from allteach.improvement.models import Aim, AimAgreement, AimVersion
from allteach.improvement.smart import AimFacts, Remark, lint
from allteach.measures.models import Definition, Measure
from allteach.people.models import Person
from allteach.spaces.models import Space
from allteach.spaces.naming import is_named_to
from allteach.spaces.viewing import SeenBy

DAY = "j F Y"  # 5 March 2026, 5 mars 2026: the order that all our languages have.


@dataclass(frozen=True)
class Wording:
    """One version of an aim: the row, as a sentence, and who agreed to it."""

    version: AimVersion
    sentence: str
    agreements: tuple[AimAgreement, ...]


@dataclass(frozen=True)
class AimShown:
    """A team's aim as one person may see it. `versions` begins with the newest, which is the one in force."""

    aim: Aim
    versions: tuple[Wording, ...]
    remarks: tuple[Remark, ...]
    has_agreed: bool
    names_people: bool  # False where the team is known by its code only.

    @property
    def current(self) -> Wording:
        """The wording in force."""
        return self.versions[0]


_aims_of = SeenBy(
    lambda viewer, team: (
        Aim.objects.visible_to(viewer)
        .filter(team_id=team)
        .select_related("team")
        .annotate(ends_on=end_of(OuterRef("team__parent")))
    )
)


def aim_of(team: Space, *, seen_by: Person) -> AimShown | None:
    """The team's aim, or None while it has none that this person may see: three queries."""
    aim = next(iter(_aims_of(seen_by, team=team.pk)), None)
    if aim is None:
        return None
    agreements: dict[int, list[AimAgreement]] = {}
    for agreement in AimAgreement.objects.filter(version__aim=aim).select_related("person"):
        agreements.setdefault(agreement.version_id, []).append(agreement)
    versions = [
        Wording(version=version, sentence=sentence_of(version), agreements=tuple(agreements.get(version.pk, ())))
        for version in aim.versions.select_related("measure", "measure__current", "by").order_by("-number")
    ]
    return AimShown(
        aim=aim,
        versions=tuple(versions),
        remarks=tuple(lint(facts_of(versions[0].version, ends_on=aim.ends_on))),
        has_agreed=any(agreement.person_id == seen_by.pk for agreement in versions[0].agreements),
        names_people=is_named_to(team, seen_by),
    )


def sentence_of(version: AimVersion) -> str:
    """An aim as one sentence in the reader's language: by when, what, for whom, from where to where."""
    said = {
        "day": formats.date_format(version.by_when, DAY),
        "what": _after_we_will(version.what_improves),
        "whom": version.for_whom,
        "from": _amount(version.baseline_value, version.unit),
        "to": _amount(version.target_value, version.unit),
    }
    if version.for_whom and version.baseline_value is not None:
        return _("By %(day)s we will %(what)s for %(whom)s: from %(from)s to %(to)s.") % said
    if version.for_whom:
        return _("By %(day)s we will %(what)s for %(whom)s: to %(to)s.") % said
    if version.baseline_value is not None:
        return _("By %(day)s we will %(what)s: from %(from)s to %(to)s.") % said
    return _("By %(day)s we will %(what)s: to %(to)s.") % said


def facts_of(version: AimVersion, *, ends_on: date | None = None, today: date | None = None) -> AimFacts:
    """What the linter reads of a version whose measure is loaded with its definition; `ends_on`: the collaborative."""
    definition = version.measure.current if version.measure else None
    return AimFacts(
        what_improves=version.what_improves,
        target=version.target_value,
        by_when=version.by_when,
        today=today or timezone.localdate(),
        for_whom=version.for_whom,
        has_measure=version.measure_id is not None,
        unit=version.unit,
        baseline=version.baseline_value,
        benchmark=definition.benchmark if definition else None,
        best=_best(version.measure),
        why_it_matters=version.why_it_matters,
        collaborative_ends_on=ends_on,
    )


def _best(measure: Measure | None) -> Decimal | None:
    """The best value that a measure can take, where it has one: 100% for a proportion, 0 for harm."""
    if measure is None or measure.current is None:
        return None
    definition, kind = measure.current, measure.form
    if definition.direction == Definition.Direction.UP:
        whole = Decimal(definition.per) if kind.within else None
        return whole if definition.most_value is None else definition.most_value
    if definition.direction == Definition.Direction.DOWN:
        nothing = None if kind.may_be_negative else Decimal(0)
        return nothing if definition.least_value is None else definition.least_value
    return None


def _after_we_will(words: str) -> str:
    """Words that may begin with a capital, as they stand within a sentence; "HbA1c" and "GP" keep theirs."""
    is_plain_word = len(words) > 1 and words[0].isupper() and words[1:2].islower() and words.split()[0][1:].islower()
    return words[0].lower() + words[1:] if is_plain_word else words


def _amount(value: Decimal | None, unit: str) -> str:
    """A number with its unit: "70%", "9 days". Without zeros that say nothing."""
    if value is None:
        return ""
    number = formats.number_format(value.normalize() if value % 1 else value.to_integral_value())
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".strip()
