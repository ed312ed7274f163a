"""A large file on its way into the collaborative, step by step, while people save."""

import io
import time
from dataclasses import dataclass

from allteach.exchange import imports
from allteach.measures.models import Measurement, ValueImport
from scripts.soak.people import MEASURES, Places, add_team, chart_names

TEAMS = 50  # Of the file alone; a thirtieth of it is of teams that save meanwhile.
SHARED_MONTHS = 12
PATIENCE = 1800  # Seconds.
State = ValueImport.State


@dataclass
class LargeImport:
    """The import, and how long each step took the worker."""

    places: Places
    rows: int
    found: ValueImport | None = None

    def make_file(self) -> bytes:
        """A long table: a team, a month, a measure and its numbers on each line."""
        own = [add_team(self.places, f"Filed {n}") for n in range(min(TEAMS, max(self.rows // 1000, 1)))]
        shared = [team for team in self.places.teams if team not in own]
        self.places.teams[:] = shared
        measures = chart_names(own[0].pk)
        lines = ["team,month,measure,numerator,denominator"]
        rest = max(self.rows - len(shared) * MEASURES * SHARED_MONTHS, MEASURES * len(own))
        months = rest // (MEASURES * len(own)) + 1
        wanted = [(team, 2019 * 12 - back) for team in own for back in range(months)]
        wanted += [(team, 2019 * 12 - back) for team in shared for back in range(SHARED_MONTHS)]
        for team, month in wanted:
            year, rank = divmod(month, 12)
            lines += [f"{team.slug},{year}-{rank + 1:02},{measure},{month % 60},100" for measure in measures]
        del lines[self.rows + 1 :]
        return ("\n".join(lines) + "\n").encode()

    def send(self) -> None:
        """Send the file; the worker reads it next."""
        content = io.BytesIO(self.make_file())
        pieces = iter(lambda: content.read(1 << 16), b"")
        self.found = imports.keep_file(
            space=self.places.collaborative, name="large.csv", pieces=pieces, by=self.places.director
        )

    def check(self) -> None:
        """Say that the columns mean what was proposed; the worker judges every row."""
        imports.settle(value_import=self.now, mapping=imports.mapping_of(self.now), by=self.places.director)

    def take_over(self) -> None:
        """Have every value taken over."""
        imports.take_over(value_import=self.now, mode=ValueImport.Mode.ALL_OR_NOTHING, by=self.places.director)

    def wait(self, state: str) -> float:
        """Wait until the worker has done with a step; how many seconds it took."""
        started = time.monotonic()
        while self.now.state == state:
            if time.monotonic() - started > PATIENCE:
                raise SystemExit(f"The import was still {state} after {PATIENCE} seconds.")
            time.sleep(0.2)
        return time.monotonic() - started

    @property
    def now(self) -> ValueImport:
        """The import as it stands."""
        return ValueImport.objects.select_related("space", "by").get(pk=self.found.pk)

    def missing(self) -> list[str]:
        """What is wrong with what was taken over, in words."""
        now, stored = self.now, Measurement.objects.filter(source="file").count()
        if (now.state, stored) == (State.TAKEN, self.rows):
            return []
        return [f"The import of {self.rows} rows is {now.state} ({now.words}); {stored} are stored"]
