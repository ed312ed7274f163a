"""Take the pictures of docs/guide and README from the demo, in Chromium: `make docs` does it.

The story, its clock and the server's clock stand still on one day, so that a picture changes only when the page does.
`python -m scripts.pictures team-grid …` takes only those whose names are given.
"""

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from scripts import chromium
from scripts.pictures.catalogue import FOLDER, PICTURES, Picture
from scripts.progress import step

TODAY = date(2026, 11, 9)  # A Monday; October is due tomorrow.
MARGIN = 16  # Around what matters.


@contextmanager
def story_told(folder: Path) -> Iterator[None]:
    """A database with the story up to TODAY, and clocks that stand there."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "allteach.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "yes",  # Playwright runs a loop in this thread.
        "ALLTEACH_VAR": str(folder),
        "ALLTEACH_DEMO": "yes",
        "ALLTEACH_DEBUG": "yes",  # Pages load the style sheet that was just built.
        "ALLTEACH_ADDRESS": "http://localhost",
    }
    for name in ("DATABASE_URL", "ALLTEACH_PRODUCTION", "ALLTEACH_STATIC"):
        os.environ.pop(name, None)
    import django

    django.setup()
    from django.core.management import call_command

    from allteach.demo.clock import story_time
    from allteach.demo.story import Story

    with step("Telling the story"):
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        Story(today=TODAY).tell()
    with story_time(datetime(TODAY.year, TODAY.month, TODAY.day, 14, 12, tzinfo=UTC)):  # Twelve past nine in Ontario.
        yield


@contextmanager
def served() -> Iterator[str]:
    """The site on this machine, in this process, so that its clock is ours. Its address."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_words):
            """Say nothing of each request."""

    server = ThreadedWSGIServer(("localhost", 0), Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": picture.width, "height": 900},
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
        bypass_csp=True,  # For the one style below.
    )
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_role("button", name=f"Sign in as {picture.who}").click()
    page.wait_for_url("/")
    answer = page.goto(picture.address)
    if not answer or not answer.ok:
        raise SystemExit(f"Picture {picture.name}: {picture.address} does not answer with a page.")
    picture.do(page)
    page.wait_for_load_state("networkidle")
    page.add_style_tag(content=".at-demo { display: none } * { caret-color: transparent }")
    page.evaluate(
        "() => { document.activeElement?.blur(); scrollTo(0, 0); return document.fonts.ready.then(() => true) }"
    )
    taken = page.screenshot(clip=frame(page, picture), full_page=True)
    (FOLDER / f"{picture.name}.png").write_bytes(made_small(taken))
    context.close()


def made_small(taken: bytes) -> bytes:
    """A picture in 256 colours, which is a third of its bytes and looks the same: our pages have few colours."""
    from PIL import Image

    kept = BytesIO()
    few = Image.open(BytesIO(taken)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    few.save(kept, format="PNG", optimize=True)
    return kept.getvalue()


def frame(page: Page, picture: Picture) -> dict[str, float]:
    """What is in the picture: from the top of one part to the end of another, over the whole width."""
    boxes = [page.locator(part).first.bounding_box() for part in (picture.first, picture.last or picture.first)]
    top = max(boxes[0]["y"] - (MARGIN if picture.first not in {"main", "body"} else 0), 0)
    end = boxes[1]["y"] + boxes[1]["height"] + MARGIN
    left, right = 0.0, float(picture.width)
    if picture.is_narrow:
        left = min(box["x"] for box in boxes) - MARGIN
        right = max(box["x"] + box["width"] for box in boxes) + MARGIN
    return {"x": left, "y": top, "width": right - left, "height": min(end - top, picture.most)}


def main() -> int:
    """Take the pictures that are asked for, or all."""
    asked = [picture for picture in PICTURES if not sys.argv[1:] or picture.name in sys.argv[1:]]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        story_told(Path(folder)),
        served() as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        for picture in asked:
            with step(f"Picture {picture.name}"):
                take(browser, address, picture)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
