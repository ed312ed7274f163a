"""Choosing some of a collaborative's teams: by region, kind of practice and size."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from allteach.collaboratives.models import TeamProfile
from allteach.spaces.models import Space

SIZES = (("small", 0, 150), ("middle", 150, 300), ("large", 300, None))


@dataclass(frozen=True)
class Choice:
    """One way to narrow the teams down, and how many it leaves."""

    words: str
    address: str
    number: int
    is_current: bool


class TeamFilter:
    """What is asked for in an address (?region=…&kind=…&size=…), and the choices to offer. One query."""

    def __init__(self, collaborative: Space, asked):
        self.asked = {name: asked.get(name, "") for name in ("measure", "region", "kind", "size") if asked.get(name)}
        self.profiles = list(
            TeamProfile.objects.filter(team__parent=collaborative.pk).values_list(
                "team_id", "region", "practice_kind", "population_size"
            )
        )

    @cached_property
    def teams(self) -> list[int] | None:
        """The teams that are left; None when nothing is asked: all."""
        if not {"region", "kind", "size"} & set(self.asked):
            return None
        return [team for team, *facts in self.profiles if self._fits(self.asked, *facts)]

    @cached_property
    def groups(self) -> list[tuple[str, list[Choice]]]:
        """The choices, by what they are about; a group with one choice only is left out."""
        regions = sorted({region for _team, region, _kind, _size in self.profiles} - {""})
        kinds = sorted({kind for _team, _region, kind, _size in self.profiles} - {""})
        sizes = [key for key, _low, _high in SIZES if self._count("size", key)]
        found = []
        for name, words, options in (
            ("region", _("Region"), [(region, region) for region in regions]),
            ("kind", _("Kind of practice"), [(kind, kind) for kind in kinds]),
            ("size", _("Size"), [(key, self._size_words(key)) for key in sizes]),
        ):
            if len(options) > 1:
                every = Choice(_("All"), self.address(**{name: ""}), len(self.profiles), name not in self.asked)
                found.append((words, [every, *(self._choice(name, key, label) for key, label in options)]))
        return found

    def address(self, **changes: str) -> str:
        """This page with one of the choices changed."""
        kept = {**self.asked, **changes}
        return "?" + urlencode({name: value for name, value in kept.items() if value})

    def _choice(self, name: str, key: str, label: str) -> Choice:
        return Choice(label, self.address(**{name: key}), self._count(name, key), self.asked.get(name) == key)

    def _count(self, name: str, key: str) -> int:
        return sum(self._fits({name: key}, *facts) for _team, *facts in self.profiles)

    @staticmethod
    def _fits(asked: dict[str, str], region: str, kind: str, size: int | None) -> bool:
        if "region" in asked and region != asked["region"]:
            return False
        if "kind" in asked and kind != asked["kind"]:
            return False
        if "size" in asked:
            bounds = {key: (low, high) for key, low, high in SIZES}.get(asked["size"])
            if bounds is None or size is None:
                return False
            low, high = bounds
            return low <= size and (high is None or size < high)
        return True

    @staticmethod
    def _size_words(key: str) -> str:
        return {"small": _("Under 150 people"), "middle": _("150 to 299"), "large": _("300 or more")}[key]
