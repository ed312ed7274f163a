"""What the cells of the team grid can show: one layer at a time, each in figures and in words.

To add a layer, write a function and a row of LAYERS.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from allteach.core.language import language_now
from allteach.progress.grid import Cell

MANY = 4  # Tests closed in a month, or contacts held.


@dataclass(frozen=True)
class ShownCell:
    """A cell as it is drawn: its shape, its figure, and the words that say both."""

    shape: str  # in, many, late, missing, half or none.
    figure: str
    words: str


@dataclass(frozen=True)
class Layer:
    """One thing that cells can show, and the keys that explain its shapes."""

    words: str | Promise
    draw: Callable[[Cell], ShownCell]
    keys: tuple[tuple[str, str, str | Promise], ...]  # Shape, figure, what it means.


STATES: dict[str, str | Promise] = {
    "in": gettext_lazy("in on time"),
    "late": gettext_lazy("in, late"),
    "missing": gettext_lazy("missing"),
    "waiting": gettext_lazy("not due yet"),
    "unasked": gettext_lazy("nothing asked for"),
    "away": gettext_lazy("not in the collaborative"),
}


def state_words(cell: Cell) -> str:
    """Whether a month is in, in words: which half is missing where one is."""
    if cell.state == "half":
        return _("report missing") if cell.has_numbers else _("numbers missing")
    return str(STATES[cell.state])


def _reports(cell: Cell) -> ShownCell:
    closed = ngettext("one test closed", "%(count)d tests closed", cell.closed) % {"count": cell.closed}
    words = f"{state_words(cell)}, {closed}"
    if cell.state == "in":
        return ShownCell("many" if cell.closed >= MANY else "in", str(cell.closed), words)
    if cell.state == "missing":
        return ShownCell("missing", "–", words)
    shape = {"late": "late", "half": "half"}.get(cell.state, "none")
    return ShownCell(shape, str(cell.closed), words)


def _numbers(cell: Cell) -> ShownCell:
    share = cell.completeness
    if share is None:
        return ShownCell("none", "", _("no numbers asked for"))
    words = _("%(reported)d of %(asked)d numbers") % {"reported": cell.reported, "asked": cell.asked}
    if cell.state == "waiting" and not share:
        return ShownCell("none", "", _("not due yet"))
    shape = "in" if share == 100 else "late" if share else "missing"
    return ShownCell(shape, language_now().number(share), words)


def _scores(cell: Cell) -> ShownCell:
    number = language_now().number
    said = []
    if cell.score is not None:
        words = _("agreed %(score)s") if cell.is_released else _("agreed %(score)s, not released")
        said.append(words % {"score": number(float(cell.score), 1)})
    if cell.own_score is not None:
        said.append(_("sees itself at %(score)s") % {"score": number(float(cell.own_score), 1)})
    if cell.score is None:
        return ShownCell("none", "", ", ".join([_("no score"), *said]))
    return ShownCell("in" if cell.is_released else "half", number(float(cell.score), 1), ", ".join(said))


def _contacts(cell: Cell) -> ShownCell:
    words = ngettext("one contact with the coach", "%(count)d contacts with the coach", cell.contacts)
    shape = "none" if not cell.contacts else "many" if cell.contacts >= MANY else "in"
    return ShownCell(shape, str(cell.contacts), words % {"count": cell.contacts})


def _calls(cell: Cell) -> ShownCell:
    if cell.was_at_call is None:
        return ShownCell("none", "", _("no call"))
    return ShownCell("in", "✓", _("was at the call")) if cell.was_at_call else ShownCell("missing", "–", _("missed it"))


def _signals(cell: Cell) -> ShownCell:
    better = ngettext("one chart better", "%(count)d charts better", cell.better) % {"count": cell.better}
    worse = ngettext("one worse", "%(count)d worse", cell.worse) % {"count": cell.worse}
    said = ([f"+{cell.better}"] if cell.better else []) + ([f"−{cell.worse}"] if cell.worse else [])
    if not said:
        return ShownCell("none", "", _("no signal"))
    shape = "half" if cell.better and cell.worse else "better" if cell.better else "worse"
    return ShownCell(shape, " ".join(said), f"{better}, {worse}")


# The key is what stands in the address.
LAYERS = {
    "reports": Layer(
        gettext_lazy("Reports and tests"),
        _reports,
        (
            ("in", "2", gettext_lazy("Numbers and report on time; figure: tests closed")),
            ("many", "4", gettext_lazy("Four or more")),
            ("late", "1", gettext_lazy("In, late")),
            ("half", "1", gettext_lazy("Numbers or report missing")),
            ("missing", "–", gettext_lazy("Both missing")),
            ("none", "3", gettext_lazy("Not due yet, or nothing asked for")),
        ),
    ),
    "numbers": Layer(
        gettext_lazy("Completeness"),
        _numbers,
        (
            ("in", "100", gettext_lazy("Every number is there, in per cent")),
            ("late", "60", gettext_lazy("Some are missing")),
            ("missing", "0", gettext_lazy("None is there")),
        ),
    ),
    "scores": Layer(
        gettext_lazy("Scores"),
        _scores,
        (
            ("in", "2.5", gettext_lazy("Agreed by two who scored apart, and released")),
            ("half", "2.5", gettext_lazy("Agreed, and not released: only the two see it")),
        ),
    ),
    "contacts": Layer(
        gettext_lazy("Coach contacts"),
        _contacts,
        (("in", "2", gettext_lazy("Contacts and visits")), ("many", "4", gettext_lazy("Four or more"))),
    ),
    "calls": Layer(
        gettext_lazy("Calls"),
        _calls,
        (("in", "✓", gettext_lazy("Was at the call")), ("missing", "–", gettext_lazy("Missed it"))),
    ),
    "signals": Layer(
        gettext_lazy("Signals"),
        _signals,
        (
            ("better", "+2", gettext_lazy("Charts that were better than chance that month")),
            ("worse", "−1", gettext_lazy("Charts that were worse")),
            ("half", "+1 −1", gettext_lazy("Both")),
        ),
    ),
}


def draw(cell: Cell, layer: str) -> ShownCell:
    """A cell as one layer shows it; of a month outside the team's time there is nothing to show."""
    return ShownCell("away", "", str(STATES["away"])) if cell.state == "away" else LAYERS[layer].draw(cell)
