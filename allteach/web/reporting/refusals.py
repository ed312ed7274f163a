"""What an action refused of a grid, as its pages say it: by row and box, and where somebody else was quicker."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from allteach.measures.queries.sheets import SheetRow


@dataclass(frozen=True)
class BothTexts:
    """A box in which two people wrote differently."""

    name: str  # Of the row.
    field: str
    label: str  # Of the box.
    theirs: str
    yours: str


@dataclass(frozen=True)
class Refusal:
    """What was refused; as it is, nothing."""

    words: dict[str, list[str]] = field(default_factory=dict)  # By "row:field"; "" for the whole.
    clashes: dict[str, list[BothTexts]] = field(default_factory=dict)  # Of texts not yet sent, by row.
    conflicting: frozenset[str] = frozenset()  # Rows whose stored value somebody else changed.

    @property
    def is_conflict(self) -> bool:
        """Whether somebody else was quicker."""
        return bool(self.clashes or self.conflicting)

    @property
    def both_texts(self) -> list[BothTexts]:
        """Every box in which two people wrote differently."""
        return [both for row in self.clashes.values() for both in row]

    def theirs_in(self, row: str) -> str:
        """What the other wrote in a row's boxes; empty where nobody did."""
        return ", ".join(both.theirs or _("nothing") for both in self.clashes.get(row, ()))


def refusal_of(broken_rule: ValidationError, rows: Sequence[SheetRow]) -> Refusal:
    """A broken rule, told by the rows of the grid it was broken in."""
    if hasattr(broken_rule, "error_dict"):
        conflicting = frozenset(
            name.rpartition(":")[0]
            for name, refusals in broken_rule.error_dict.items()
            if any(refusal.code == "conflict" for refusal in refusals)
        )
        return Refusal(words=broken_rule.message_dict, conflicting=conflicting)
    if broken_rule.code != "conflict":
        return Refusal(words={"": broken_rule.messages})
    by_key = {row.key: row for row in rows}
    clashes = {
        key: [
            BothTexts(by_key[key].name, name, by_key[key].label_of(name), text["theirs"], text["yours"])
            for name, text in boxes.items()
        ]
        for key, boxes in broken_rule.params["clashes"].items()
    }
    return Refusal(words={"": broken_rule.messages}, clashes=clashes)
