"""What the columns of a file seem to mean: a mapping to start from, how sure we are of it, and why, in words.

A proposal is only that: a person sees it and the values it gives before anything is stored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Known
from dataclasses import dataclass, field, replace
from itertools import islice

from django.utils.translation import gettext as _

from allteach.exchange.dates import is_period
from allteach.exchange.mapping import AcrossColumn, Amount, Mapping, Reading
from allteach.exchange.places import ROLE_WORDS, across_columns, role_of
from allteach.exchange.quantities import NUMBER_LIKE, State, state_of
from allteach.exchange.sheets import Cell, Row, Sheetful
from allteach.exchange.survey import key_of, text_of
from allteach.exchange.tables import Column, Table, find_table

_ROWS_TO_JUDGE_BY = 400
_MOST_GROUPS = 12
_WORDS = re.compile(r"[^\W\d_]+")

TEAM_WORDS = frozenset(
    ("team", "org", "organisation", "organization", "site", "ward", "hospital", "clinic", "practice", "provider")
) | {"trust", "unit", "department"}
PERIOD_WORDS = frozenset(["period", "month", "date", "week", "quarter", "day", "time"])
MEASURE_WORDS = frozenset(["measure", "indicator", "metric", "kpi"])
NOTE_WORDS = frozenset(["note", "notes", "comment", "comments", "remark", "remarks"])
STRATUM_WORDS = frozenset(
    ("stratum", "strata", "subgroup", "sex", "gender", "ethnicity", "age", "deprivation", "language")
)
GROUP_WORDS = frozenset(["type", "category", "kind", "class", "group", "code", "id", "region"])
_LABEL_WORDS = frozenset(("code", "id", "year", "row", "line"))  # Digits, and yet no amounts.
_DENOMINATOR_WORDS = frozenset([*ROLE_WORDS["denominator"], "days", "eligible", "population", "total", "exposure"])


@dataclass(frozen=True)
class Group:
    """A column with few different texts, by which rows may be chosen, or which may say the stratum."""

    column: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """The table of a file, what its columns seem to mean, how sure that is (0 to 1), and why."""

    table: Table
    mapping: Mapping
    shape: str  # long, periods_across or teams_across
    confidence: float
    reasons: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass
class Profile:
    """What the first rows have in one column."""

    column: Column
    words: frozenset[str]
    filled: int = 0
    periods: int = 0
    numbers: int = 0
    marks: int = 0  # Letters and words that may stand for a number, as x and c do, and may be names.
    known_teams: int = 0
    known_measures: int = 0
    texts: dict[str, int] = field(default_factory=dict)

    def is_mostly(self, count: int) -> bool:
        return self.filled > 0 and count >= 0.8 * self.filled

    def has_name_in(self, words: frozenset[str]) -> bool:
        return bool(self.words & words)

    @property
    def name(self) -> str:
        return self.column.name


def propose(
    sheet: Sheetful,
    *,
    teams: Known | None = None,
    measures: Known | None = None,
    period_kind: str = "month",
) -> Layout:
    """Return what the columns of a sheet seem to mean.

    `teams` and `measures` are the names that are known, in small letters, with their keys; `period_kind` is how often
    the collaborative reports. A mapping kept for the same `Layout.table.fingerprint` goes before any proposal.
    """
    table = find_table(sheet)
    proposal = _Proposal(_profiles(sheet, table, teams or {}, measures or {}), table, teams or {}, measures or {})
    proposal.judge(replace(Mapping(), period_kind=period_kind))
    return Layout(
        table=table,
        mapping=proposal.mapping,
        shape={"period": "periods_across", "team": "teams_across"}.get(proposal.mapping.across, "long"),
        confidence=round(max(0.0, proposal.confidence), 2),
        reasons=tuple(proposal.reasons),
        groups=tuple(proposal.groups()),
    )


class _Proposal:
    """One table being judged; each step takes the columns it is sure of from those that are left."""

    def __init__(self, profiles: list[Profile], table: Table, teams: Known, measures: Known):
        self.left = profiles
        self.table = table
        self.teams = teams
        self.measures = measures
        self.mapping = Mapping()
        self.reasons: list[str] = []
        self.confidence = 1.0

    def judge(self, mapping: Mapping) -> None:
        self.mapping = mapping
        if not self.table.header_lines:
            self._doubt(0.3, _("The file has no header, so we call its columns Column 1, Column 2 and so on."))
        self._periods_across()
        self._named_columns()
        if self.mapping.across:
            self._doubt_gaps()
            return
        self._teams_across()
        if not self.mapping.across:
            self._numbers()
        self._doubt_gaps()

    def groups(self) -> list[Group]:
        """Columns with few texts that are used for nothing yet, or are numbers only by their look."""
        used = self.mapping.columns() - {self.mapping.stratum}
        return [
            Group(profile.name, tuple(sorted(profile.texts)))
            for profile in self.left
            if profile.name not in used and self._is_group(profile)
        ]

    def _doubt(self, how_much: float, why: str) -> None:
        self.confidence -= how_much
        self.reasons.append(why)

    def _take(self, profile: Profile) -> str:
        self.left = [other for other in self.left if other is not profile]
        return profile.name

    def _periods_across(self) -> None:
        across = across_columns(Mapping(across="period"), self.table)
        if len({column.key for column in across}) < 2:
            return
        names = {column.column for column in across}
        self.left = [profile for profile in self.left if profile.name not in names]
        self.mapping = replace(self.mapping, across="period")
        self.reasons.append(
            _("The header has {count} periods across, from “{first}” to “{last}”.").format(
                count=len({column.key for column in across}), first=across[0].key, last=across[-1].key
            )
        )

    def _named_columns(self) -> None:
        if not self.mapping.across:
            found = self._best(lambda each: (each.is_mostly(each.periods), each.has_name_in(PERIOD_WORDS)))
            if found and found.is_mostly(found.periods):
                self._say("period", found, _("“{column}” holds dates or periods."))
        found = self._best(lambda each: (each.is_mostly(each.known_measures), each.has_name_in(MEASURE_WORDS)))
        if found and (found.is_mostly(found.known_measures) or found.has_name_in(MEASURE_WORDS)):
            self._say("measure", found, _("“{column}” names the measure."))
        for part, words in (("note", NOTE_WORDS), ("stratum", STRATUM_WORDS)):
            found = next((each for each in self.left if each.has_name_in(words) and not self._is_number(each)), None)
            if found:
                self._say(part, found, _("“{column}” is called so.") if part == "note" else _("“{column}” is a group."))
        found = self._best(
            lambda each: (
                each.is_mostly(each.known_teams),
                each.has_name_in(TEAM_WORDS),
                not self._is_number(each) and len(each.texts) > _MOST_GROUPS,
                not self._is_number(each) and not each.has_name_in(GROUP_WORDS),
            )
        )
        named = [each for each in self.left if self._is_number(each) and each.has_name_in(TEAM_WORDS)]
        if found and (not self._is_number(found) or named == [found]):
            self._say("team", found, _("“{column}” names the team."))

    def _teams_across(self) -> None:
        if self.mapping.team or not self.mapping.period:
            return
        named = [
            (profile, key_of(profile.name, {}, self.teams) or profile.name)
            for profile in self.left
            if key_of(profile.name, {}, self.teams) or (profile.has_name_in(TEAM_WORDS) and self._is_number(profile))
        ]
        if len(named) < 2:
            return
        columns = tuple(AcrossColumn(profile.name, key) for profile, key in named)
        for profile, _key in named:
            self._take(profile)
        self.mapping = replace(self.mapping, across="team", across_columns=columns)
        self.reasons.append(
            _("The header has {count} teams across, from “{first}” to “{last}”.").format(
                count=len(columns), first=columns[0].column, last=columns[-1].column
            )
        )

    def _numbers(self) -> None:
        numbers = [
            profile
            for profile in self.left
            if self._is_number(profile) and not self._is_group(profile) and not profile.has_name_in(_LABEL_WORDS)
        ]
        pairs: dict[str, dict[str, Profile]] = {}
        for profile in numbers:
            role, about = _role_and_rest(profile.column)
            if role:
                pairs.setdefault(about, {})[role] = profile
        readings = []
        for about, roles in pairs.items():
            if "numerator" in roles and "denominator" not in roles and len(pairs) == 1:
                self._find_denominator(roles, numbers)
            parts = {role: Amount(profile.name) for role, profile in roles.items()}
            if about and not self.mapping.measure:
                parts["measure"] = key_of(about, {}, self.measures) or about
            readings.append(Reading(**parts))
        paired = {profile.name for roles in pairs.values() for profile in roles.values()}
        if not self.mapping.measure or not readings:
            readings += [
                Reading(measure=key_of(name, {}, self.measures) or "", numerator=Amount(name))
                for name in (profile.name for profile in numbers)
                if name not in paired
            ]
        self.mapping = replace(self.mapping, readings=tuple(readings))
        self._take_measure_from_group()
        if not readings:
            self._doubt(0.5, _("We found no column of numbers."))
        for reading in readings:
            self.reasons.append(_reading_in_words(reading))
        if len(readings) > 1 and not all(reading.measure for reading in readings):
            self._doubt(0.3, _("Please say which measure each column of numbers belongs to."))

    def _find_denominator(self, roles: dict[str, Profile], numbers: list[Profile]) -> None:
        others = [profile for profile in numbers if profile is not roles["numerator"]]
        if len(others) == 1 and others[0].has_name_in(_DENOMINATOR_WORDS):
            roles["denominator"] = others[0]

    def _take_measure_from_group(self) -> None:
        """One pair of numbers and one column of few names: these are most likely measures."""
        groups = [profile for profile in self.left if self._is_group(profile) and not self._is_number(profile)]
        if len(self.mapping.readings) == 1 and not self.mapping.measure and len(groups) == 1:
            if groups[0].has_name_in(GROUP_WORDS):
                return
            self._say("measure", groups[0], _("“{column}” has few different names: they may be measures."))
            self.confidence -= 0.2

    def _doubt_gaps(self) -> None:
        if not self.mapping.period and self.mapping.across != "period":
            self._doubt(0.4, _("We found no column of dates or periods."))
        if self.mapping.across and not self.mapping.measure:
            self._doubt(0.2, _("Please say which measure the table is about."))
        if not self.mapping.team and self.mapping.across != "team":
            self._doubt(0.3, _("No column says which team the rows are about."))

    def _say(self, part: str, profile: Profile, why: str) -> None:
        self.mapping = replace(self.mapping, **{part: self._take(profile)})
        self.reasons.append(why.format(column=profile.name))

    def _best(self, score) -> Profile | None:
        best = max(self.left, key=score, default=None)
        return best if best is not None and any(score(best)) else None

    def _is_number(self, profile: Profile) -> bool:
        return profile.numbers > 0 and profile.numbers + profile.marks >= 0.95 * profile.filled

    def _is_group(self, profile: Profile) -> bool:
        few = 1 < len(profile.texts) <= _MOST_GROUPS
        repeat = not self._is_number(profile) and profile.filled > 2 * len(profile.texts)
        return few and (repeat or profile.has_name_in(GROUP_WORDS | STRATUM_WORDS))


def _profiles(sheet: Sheetful, table: Table, teams: Known, measures: Known) -> list[Profile]:
    profiles = [
        Profile(column, frozenset(re.findall(r"[^\W\d_]+", column.name.casefold()))) for column in table.columns
    ]
    rows = (row for row in table.body(sheet) if isinstance(row, Row))
    for row in islice(rows, _ROWS_TO_JUDGE_BY):
        for profile, cell in zip(profiles, row.cells, strict=False):
            if cell is not None:
                _look(profile, cell, teams, measures)
    return [profile for profile in profiles if profile.filled]


def _look(profile: Profile, cell: Cell, teams: Known, measures: Known) -> None:
    text = text_of(cell)
    profile.filled += 1
    profile.texts[text] = profile.texts.get(text, 0) + 1
    if is_period(cell):
        profile.periods += 1
    elif not isinstance(cell, str) or NUMBER_LIKE.fullmatch(cell):
        profile.numbers += 1
    elif state_of(cell) is not State.GIVEN:
        profile.marks += cell.isalpha()
        profile.numbers += not cell.isalpha()
    profile.known_teams += text.casefold() in teams
    profile.known_measures += text.casefold() in measures


def _role_and_rest(column: Column) -> tuple[str, str]:
    """The role that the lower header, or the first or last word of the only one, names; and what the rest is about."""
    if column.upper and (role := role_of(column.lower)):
        return role, column.upper
    name, plain = column.name, column.name.casefold()
    for role, words in ROLE_WORDS.items():
        for word in words:
            if plain == word:
                return role, ""
            if len(word) > 2 and plain.endswith((f" {word}", f"_{word}", f"({word})", f"-{word}")):
                return role, name[: -len(word)].strip(" _-(·")
            if len(word) > 2 and plain.startswith((f"{word} ", f"{word}_")):
                return role, name[len(word) :].strip(" _-·")
    return "", name


def _reading_in_words(reading: Reading) -> str:
    if reading.numerator and reading.denominator:
        words = _("“{numerator}” of “{denominator}” seems to be a proportion or rate.")
        return words.format(numerator=reading.numerator, denominator=reading.denominator)
    return _("“{column}” holds numbers.").format(column=reading.numerator or reading.value or reading.denominator)
