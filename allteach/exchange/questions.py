"""What a file leaves open, as questions that a page or a command can ask, and the mapping that an answer makes.

To ask about something else, write a function that yields questions, and add its answer to ANSWERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Known
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice

from django.utils.translation import gettext as _

from allteach.core.language import period_in_words
from allteach.exchange.dates import AmbiguousDate, day_in_words, find_period, read_period
from allteach.exchange.mapping import LEAVE_OUT, NEW, Filter, Mapping
from allteach.exchange.quantities import NUMBER_LIKE, read_quantity
from allteach.exchange.rows import lines_in_words
from allteach.exchange.sheets import Row, Sheetful
from allteach.exchange.survey import Names, Seen, Survey, key_of, text_of

_SUGGESTED = 3
_NAMES_COMPARED = 200  # Of those that nobody knows: comparing takes some milliseconds each.
_MOST_NAMES = 1_000
_ROWS_TO_COMPARE = 200
_MOST_TEXTS = 6

MARKS = {
    "decimal_point": (".", ""),
    "decimal_comma": (",", ""),
    "thousands_comma": (".", ","),
    "thousands_point": (",", "."),
    "thousands_space": (".", " "),
    "thousands_space_decimal_comma": (",", " "),
    "thousands_apostrophe": (".", "'"),
}


@dataclass(frozen=True)
class Choice:
    """An answer, and what it means in words."""

    value: str
    words: str


@dataclass(frozen=True)
class Question:
    """Something a file leaves open.

    `code` says what: date_order, number_marks, unknown_team, unknown_measure or repeated. `subject` is the name asked
    about, where it is one. `count` rows are concerned, the first on `line`. `suggested` is the likeliest choice, never
    taken unasked. A team or measure may also be answered with any known key.
    """

    code: str
    words: str
    choices: tuple[Choice, ...]
    subject: str = ""
    suggested: str = ""
    count: int = 0
    line: int = 0


def questions_about(
    sheet: Sheetful,
    mapping: Mapping,
    found: Survey,
    *,
    teams: Known | None = None,
    measures: Known | None = None,
) -> list[Question]:
    """Return what is open in a sheet that `survey` has walked with the same mapping and names; nothing if all is clear.

    `teams` and `measures` are the names that are known, in small letters, with their keys. Of names that nobody knows
    the first thousand are asked about.
    """
    return [
        *_about_dates(mapping, found),
        *_about_marks(mapping, found),
        *_about_names("team", found.teams, mapping.teams, teams),
        *_about_names("measure", found.measures, mapping.measures, measures),
        *_about_repeated(sheet, mapping, found),
    ]


def answer(mapping: Mapping, question: Question, value: str) -> Mapping:
    """Return the mapping with this answer in it; raise ValueError, in words, for what is no answer to the question."""
    free = question.code in ("unknown_team", "unknown_measure")
    if not free and value not in {choice.value for choice in question.choices}:
        raise ValueError(_("Please choose one of the answers."))
    return ANSWERS[question.code](mapping, question, value)


def _about_dates(mapping: Mapping, found: Survey) -> Iterator[Question]:
    if mapping.date_order or found.date_order in ("day_first", "month_first"):
        return
    open_dates = [seen for seen in found.periods.seen() if _is_ambiguous(seen.text)]
    if not open_dates:
        return
    first = open_dates[0]
    if found.date_order == "both":
        words = _("Some dates of this file have the day first and others the month. How should we read “{date}”?")
    else:
        words = _("How should we read “{date}”?")
    yield Question(
        code="date_order",
        words=words.format(date=first.text),
        choices=tuple(
            Choice(order, day_in_words(find_period(first.text, order).day)) for order in ("day_first", "month_first")
        ),
        suggested=_order_that_fits(open_dates, mapping.period_kind),
        count=sum(seen.count for seen in open_dates),
        line=first.line,
    )


def _is_ambiguous(text: str) -> bool:
    try:
        find_period(text)
    except AmbiguousDate:
        return True
    except ValueError:
        return False
    return False


def _order_that_fits(dates: list[Seen], kind: str) -> str:
    """The one order under which every date begins or ends a period; nothing where both do, or neither."""

    def fits(order: str) -> bool:
        try:
            return all(read_period(seen.text, kind, order) for seen in dates)
        except ValueError:
            return False

    fitting = [order for order in ("day_first", "month_first") if fits(order)]
    return fitting[0] if len(fitting) == 1 else ""


def _about_marks(mapping: Mapping, found: Survey) -> Iterator[Question]:
    odd = [seen for seen in found.odd_numbers.values() if NUMBER_LIKE.fullmatch(seen.text)]
    if mapping.decimal_mark or mapping.thousands or not odd:
        return
    written = "".join(seen.text for seen in odd)
    readable = {
        code: [seen for seen in odd if _reads(seen.text, decimal_mark, thousands)]
        for code, (decimal_mark, thousands) in MARKS.items()
        if thousands in written  # A mark that is nowhere in the file need not be asked about.
    }
    most = max(map(len, readable.values()))
    codes = [code for code, seen in readable.items() if most and len(seen) == most]
    if not codes:
        return
    first = readable[codes[0]][0]
    yield Question(
        code="number_marks",
        words=_("How should we read “{number}”?").format(number=first.text),
        choices=tuple(Choice(code, _number_in_words(first.text, code)) for code in codes),
        suggested=codes[0] if len(codes) == 1 else "",
        count=sum(seen.count for seen in odd),
        line=first.line,
    )


def _reads(text: str, decimal_mark: str, thousands: str) -> bool:
    try:
        read_quantity(text, decimal_mark, thousands)
    except ValueError:
        return False
    return True


def _number_in_words(text: str, code: str) -> str:
    number = read_quantity(text, *MARKS[code])
    if "." in f"{number:f}":
        return _("{number}, with decimals").format(number=f"{number:f}")
    return _("{number}, a whole number").format(number=f"{number:f}")


def _about_names(part: str, names: Names, answers: dict[str, str], known: Known | None) -> Iterator[Question]:
    if known is None:
        return
    labels = {key: label for label, key in reversed(list(known.items()))}
    unknown = (seen for seen in names.seen() if key_of(seen.text, answers, known) is None)
    for number, seen in enumerate(islice(unknown, _MOST_NAMES)):
        near = list(known) if number < _NAMES_COMPARED else []
        close = get_close_matches(seen.text.casefold(), near, n=_SUGGESTED, cutoff=0.6)
        keys = list(dict.fromkeys(known[name] for name in close))
        choices = [Choice(key, labels[key]) for key in keys]
        if part == "team":
            words = _("We know no team “{name}”. Which team is it?")
            choices.append(Choice(NEW, _("a new team with this name")))
        else:
            words = _("We know no measure “{name}”. Which measure is it?")
        choices.append(Choice(LEAVE_OUT, _("leave its rows out")))
        yield Question(
            code=f"unknown_{part}",
            subject=seen.text,
            words=words.format(name=seen.text),
            choices=tuple(choices),
            suggested=keys[0] if keys and get_close_matches(seen.text.casefold(), close, n=1, cutoff=0.9) else "",
            count=seen.count,
            line=seen.line,
        )


def _about_repeated(sheet: Sheetful, mapping: Mapping, found: Survey) -> Iterator[Question]:
    if mapping.repeated or not found.repeated:
        return
    (team, measure, period, stratum), lines = next(iter(found.repeated.items()))
    about = ", ".join(part for part in (team, measure, period_in_words(period), stratum) if part)
    words = _("{count} values are there more than once: lines {lines} both give {about}. Which of them counts?")
    if len(lines) > 2:
        words = _("{count} values are there more than once: lines {lines} all give {about}. Which of them counts?")
    choices = [
        Choice(_only(column, text), _("only rows with “{text}” in “{column}”").format(text=text, column=column))
        for column, texts in _columns_that_differ(sheet, found)
        for text in texts
    ]
    choices += [
        Choice("first", _("the first")),
        Choice("last", _("the last")),
        Choice("sum", _("all of them, added")),
    ]
    yield Question(
        code="repeated",
        words=words.format(count=len(found.repeated), lines=lines_in_words(lines), about=about),
        choices=tuple(choices),
        count=sum(map(len, found.repeated.values())),
        line=lines[0],
    )


def _columns_that_differ(sheet: Sheetful, found: Survey) -> list[tuple[str, list[str]]]:
    """The columns with few texts that tell apart the first rows that meet: by them a person may choose."""
    wanted = {line for lines in islice(found.repeated.values(), _ROWS_TO_COMPARE) for line in lines}
    of_line = {
        row.line: found.places.padded(row.cells)
        for row in found.table.body(sheet, found.places.keys)
        if isinstance(row, Row) and row.line in wanted
    }
    read = {number.place for taking in found.places.takings for _role, number in taking.numbers}
    differing = []
    for column in found.table.columns:
        texts = {text_of(cells[column.place]) for cells in of_line.values()}
        tells_apart = all(
            len({text_of(of_line[line][column.place]) for line in lines}) == len(lines)
            for lines in islice(found.repeated.values(), _ROWS_TO_COMPARE)
        )
        if column.place not in read and tells_apart and len(texts) <= _MOST_TEXTS and "" not in texts:
            differing.append((column.name, sorted(texts)))
    return differing


def _only(column: str, text: str) -> str:
    return f"only:{column}={text}"


def _answer_repeated(mapping: Mapping, _question: Question, value: str) -> Mapping:
    if value.startswith("only:"):
        column, text = value.removeprefix("only:").rsplit("=", 1)
        return replace(mapping, filters=(*mapping.filters, Filter(column, text)))
    return replace(mapping, repeated=value)


def _answer_marks(mapping: Mapping, _question: Question, value: str) -> Mapping:
    decimal_mark, thousands = MARKS[value]
    return replace(mapping, decimal_mark=decimal_mark, thousands=thousands)


ANSWERS: dict[str, Callable[[Mapping, Question, str], Mapping]] = {
    "date_order": lambda mapping, _question, value: replace(mapping, date_order=value),
    "number_marks": _answer_marks,
    "unknown_team": lambda mapping, question, value: replace(mapping, teams={**mapping.teams, question.subject: value}),
    "unknown_measure": lambda mapping, question, value: replace(
        mapping, measures={**mapping.measures, question.subject: value}
    ),
    "repeated": _answer_repeated,
}
