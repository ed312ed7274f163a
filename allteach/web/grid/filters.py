"""Choosing teams and what their cells show, by links: ?region=…&coach=…&only=late&show=scores&months=all."""

from collections import Counter
from collections.abc import Callable
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from allteach.progress.grid import GridRow, TeamGrid
from allteach.web.collaboratives.filters import Choice
from allteach.web.grid.layers import LAYERS

NAMES = ("show", "region", "coach", "only", "months")


class GridFilter:
    """What an address asks for. What it asks for and is not there leaves no team, and never fails."""

    def __init__(self, asked: QueryDict):
        self.asked = {name: asked[name] for name in NAMES if asked.get(name)}

    @property
    def layer(self) -> str:
        """What the cells show."""
        layer = self.asked.get("show", "")
        return layer if layer in LAYERS else next(iter(LAYERS))

    @property
    def is_whole(self) -> bool:
        """Whether all months are wanted."""
        return self.asked.get("months") == "all"

    def chosen(self, grid: TeamGrid) -> list[GridRow]:
        """The teams that are left."""
        return [row for row in grid.rows if all(fits(row) for fits in self._tests(grid))]

    def groups(self, grid: TeamGrid) -> list[tuple[str, list[Choice]]]:
        """The choices by what they are about, each with how many teams it leaves; a single one is no choice."""
        regions = Counter(row.region for row in grid.rows if row.region)
        coaches = Counter(coach for row in grid.rows for coach in row.coaches)
        only = {"late": len(grid.late), "attention": len(grid.needing)}
        words = {"late": _("Late"), "attention": _("Needs attention")}
        found = []
        for name, label, options in (
            ("only", _("State"), [(key, words[key], count) for key, count in only.items() if count]),
            ("region", _("Region"), [(region, region, count) for region, count in sorted(regions.items())]),
            ("coach", _("Coach"), [(coach, coach, count) for coach, count in sorted(coaches.items())]),
        ):
            if len(options) > (name != "only"):
                every = Choice(_("All"), self.address(**{name: ""}), len(grid.rows), name not in self.asked)
                found.append((label, [every, *(self._choice(name, *option) for option in options)]))
        return found

    def address(self, **changes: str) -> str:
        """This page with some of the choices changed."""
        kept = {**self.asked, **changes}
        return "?" + urlencode({name: value for name, value in kept.items() if value})

    def _choice(self, name: str, key: str, label: str, count: int) -> Choice:
        return Choice(label, self.address(**{name: key}), count, self.asked.get(name) == key)

    def _tests(self, grid: TeamGrid) -> list[Callable[[GridRow], bool]]:
        tests: list[Callable[[GridRow], bool]] = []
        if region := self.asked.get("region"):
            tests.append(lambda row: row.region == region)
        if coach := self.asked.get("coach"):
            tests.append(lambda row: coach in row.coaches)
        if only := self.asked.get("only"):
            kept = {row.team.pk for row in {"late": grid.late, "attention": grid.needing}.get(only, ())}
            tests.append(lambda row: row.team.pk in kept)
        return tests
