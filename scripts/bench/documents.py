"""`make bench`: the pack for a call of 120 teams, and a storyboard, in every format, from the record to the file."""

import json
import sys
import tempfile
import time
from collections.abc import Callable

from scripts.progress import step
from scripts.site import set_environment

PROMISED = 30_000.0  # Milliseconds for the page, the slides and the PDF of a call pack together.


def main() -> int:
    """How many promises do not hold. With --rows, what was measured as JSON and nothing else."""
    with tempfile.TemporaryDirectory(prefix="allteach-bench-") as folder:
        set_environment(folder)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        if "--rows" in sys.argv:
            found = measured()
            print(json.dumps(found))
        else:
            with step("Making a collaborative of 120 teams and 15 months, and its documents"):
                found = measured()
            for work, milliseconds, goal in found:
                print(
                    f"{work:<70} {milliseconds:>8.0f} ms"
                    + (f"  {'✓' if milliseconds <= goal else '✗'}" if goal else "")
                )
    return sum(goal is not None and milliseconds > goal for _work, milliseconds, goal in found)


def measured() -> list[tuple[str, float, float | None]]:
    """What was done, how many milliseconds it took in all, queries included, and what was promised."""
    from allteach.core.language import language_now
    from allteach.progress.queries.storyboards import board_from_record, session_of
    from allteach.reports.call_pack import Call
    from allteach.reports.catalogue import build
    from allteach.reports.formats import file_of
    from allteach.reports.html import html
    from allteach.reports.storyboard import Wall
    from scripts.bench.collaborative import TODAY, make_collaborative

    collaborative, director = make_collaborative()
    call = Call(collaborative, TODAY)
    team = collaborative.children.select_related("parent", "profile").first()
    session = session_of(collaborative, 4)
    wall = Wall(team, session, None, is_preview=True)

    gathered = took(lambda: build("call_pack", call, seen_by=director))
    pack = build("call_pack", call, seen_by=director)
    shown, pdf, slides = (
        took(make) for make in (lambda: html(pack), lambda: file_of(pack, "pdf"), lambda: file_of(pack, "pptx"))
    )
    board = took(lambda: board_from_record(team, session, None, language=language_now()))
    wall_pdf = took(lambda: file_of(build("storyboard", wall, seen_by=director), "pdf"))
    wall_slide = took(lambda: file_of(build("storyboard", wall, seen_by=director), "pptx"))
    return [
        ("call pack of 120 teams and 15 months, gathered from the record", gathered, None),
        ("the same as a page", shown, None),
        ("the same as PDF", pdf, None),
        ("the same as slides", slides, None),
        ("call pack as page, PDF and slides, each gathered anew", 3 * gathered + shown + pdf + slides, PROMISED),
        ("a storyboard made from the record", board, None),
        ("a storyboard as PDF of one page, from the record to the file", wall_pdf, None),
        ("a storyboard as a slide, from the record to the file", wall_slide, None),
    ]


def took(work: Callable[[], object], rounds: int = 3) -> float:
    """The least milliseconds that some work took."""
    found = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        found = min(found, time.perf_counter() - start)
    return 1000 * found


if __name__ == "__main__":
    sys.exit(main())
