"""How near a viewer stands to a team's numbers. The disclosure rule asks nothing else about the viewer."""

from enum import IntEnum


class Closeness(IntEnum):
    """From nearest to farthest."""

    OWN = 0  # The team itself.
    COACH = 1  # Its coach, the director, the adviser: inside the agreement.
    COLLABORATIVE = 2  # The other teams, faculty, evaluators.
    PUBLIC = 3  # Everybody else: the public, funders, files that leave.
