"""`make bench`: a team's page with ten charts against a page with nothing in it, at 1 and at 100 times the data.

Once as it runs for people, where a figure is drawn when something in it has changed, and once with every figure drawn
anew for every request.
"""

import os
import sys
import tempfile

from scripts.bench.load import Answered, load, together
from scripts.progress import step
from scripts.site import server, set_environment

CHARTS = 10
MONTHS = 36
SIZES = (1, 100)  # Teams.
SECONDS = float(os.environ.get("SECONDS", "8"))
TURNS = 5
LEAST_RATIO = 0.25  # The page of a team answers at least a quarter as often as a page with nothing in it.


def main() -> int:
    """How many of the promises do not hold."""
    broken = 0
    with tempfile.TemporaryDirectory(prefix="allteach-bench-") as folder:
        set_environment(folder, settings="scripts.bench.settings")
        import django
        from django.core.management import call_command

        django.setup()
        with step("Preparing the database"):
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
            call_command("collectstatic", interactive=False, verbosity=0)
        from scripts.bench.story import grow, session_of_a_lead

        print(f"\n{'':<58} {'requests/s':>10} {'median':>9} {'99 %':>9}   ratio")
        for teams in SIZES:
            with step(f"Making {teams} team{'s' * (teams > 1)} of {CHARTS} charts of {MONTHS} months"):
                grow(teams, charts=CHARTS, months=MONTHS)
            team, cookie = session_of_a_lead()
            pages = {
                "a page with nothing in it": "/bench/nothing/",
                f"a team's {CHARTS} charts with their tables": f"/teams/{team}/measures/",
                "a team's overview": f"/teams/{team}/",
            }
            for remembered in (True, False):
                os.environ["ALLTEACH_FIGURES_REMEMBERED"] = "500" if remembered else "0"
                with server() as address:
                    nothing, charts, overview = measured([address + page for page in pages.values()], cookie)
                how = "" if remembered else ", each drawn anew"
                ratio = charts.per_second / nothing.per_second
                holds = not charts.failed and (ratio >= LEAST_RATIO or not remembered)
                broken += not holds
                verdict = "" if not remembered else " ✓" if holds else f" ✗ less than {LEAST_RATIO}"
                names = list(pages)
                show(f"{names[0]}, ×{teams}", nothing)
                show(f"{names[1]}{how}, ×{teams}", charts, f"{ratio:.2f}{verdict}")
                show(f"{names[2]}{how}, ×{teams}", overview, f"{overview.per_second / nothing.per_second:.2f}")
    return broken


def measured(addresses: list[str], cookie: str) -> list[Answered]:
    """What each address does once it is warm: in turns, so that whatever else the machine does weighs on all alike."""
    for address in addresses:
        load(address, cookie=cookie, seconds=SECONDS / TURNS)
    turns = [[load(address, cookie=cookie, seconds=SECONDS / TURNS) for address in addresses] for _ in range(TURNS)]
    return [together(of_one) for of_one in zip(*turns, strict=True)]


def show(words: str, answered: Answered, ratio: str = "") -> None:
    """One line of the table."""
    failed = f"  {answered.failed} FAILED" if answered.failed else ""
    times = f"{answered.median:>6.1f} ms {answered.worst:>6.1f} ms"
    print(f"{words:<58} {answered.per_second:>10.0f} {times}   {ratio}{failed}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
