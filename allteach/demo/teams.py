"""The thirty teams of the story, and how each fares. The archetypes belong to the generator: they are never stored or shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Archetype:
    """How a kind of team moves: how far, how late, how busy, how often it forgets to report."""

    lift: float
    delay: float  # Months.
    cycles: float  # Tests of change opened in a month.
    missing: float  # Share of months not reported.
    late: float  # Share of months reported late.


ARCHETYPES = {
    "fast": Archetype(1.30, -1.5, 4.0, 0.04, 0.10),
    "steady": Archetype(1.00, 0.0, 2.5, 0.06, 0.19),
    "slow": Archetype(0.75, 3.0, 1.5, 0.06, 0.25),
    "stall": Archetype(0.25, 4.0, 0.6, 0.30, 0.35),
    "withdraw": Archetype(0.40, 2.0, 0.8, 0.10, 0.30),
}


@dataclass(frozen=True)
class TeamRow:
    """One team."""

    name: str
    region: str
    kind: str
    archetype: str

    @property
    def slug(self) -> str:
        """Its address."""
        return self.name.lower().replace(" ", "-")


_FHT, _CHC, _ILA = "Family health team", "Community health centre", "Indigenous-led access centre"

TEAMS = tuple(
    TeamRow(*row)
    for row in (
        ("Bay Commons", "East", _CHC, "steady"),
        ("Birch Lake", "North", _FHT, "steady"),
        ("Blue Heron", "East", _FHT, "slow"),
        ("Cedar Point", "East", _FHT, "fast"),
        ("Copper Cliff", "North", _FHT, "stall"),
        ("Elm and Main", "Central", _FHT, "fast"),
        ("Fairview", "Central", _FHT, "steady"),
        ("Four Corners", "South-west", _CHC, "stall"),
        ("Grand Bend", "South-west", _FHT, "steady"),
        ("Granite Hill", "North", _FHT, "slow"),
        ("Harbour Street", "East", _CHC, "fast"),
        ("Highland", "Central", _FHT, "slow"),
        ("Kettle Creek", "South-west", _FHT, "steady"),
        ("Lakeshore", "Central", _FHT, "steady"),
        ("Maple Gate", "East", _FHT, "fast"),
        ("Meadowvale", "Central", _FHT, "steady"),
        ("Northern Lights", "North-west", _ILA, "steady"),
        ("Old Mill", "South-west", _FHT, "slow"),
        ("Pine Ridge", "North", _FHT, "slow"),
        ("Queen Street", "Central", _CHC, "fast"),
        ("Red Rock", "North-west", _ILA, "steady"),
        ("Riverbend", "East", _FHT, "steady"),
        ("Sandbanks", "East", _FHT, "slow"),
        ("Silver Birch", "North", _FHT, "stall"),
        ("Stonebridge", "South-west", _FHT, "steady"),
        ("Sugarbush", "East", _CHC, "steady"),
        ("Thousand Islands", "Central", _FHT, "steady"),
        ("Trillium", "Central", _CHC, "steady"),
        ("Wildrice", "North-west", _FHT, "slow"),
        ("Windmill", "South-west", _FHT, "withdraw"),
    )
)
