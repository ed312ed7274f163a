"""Showing an answer of the site in a real browser without a server: with its own headers, style sheet and scripts.

What is shown is exactly what Django answered in the test, so every state that a test can make can be looked at.
"""

import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.http.response import HttpResponseBase
from playwright.sync_api import Browser, Page, Route

PLACE = "http://localhost"  # Where the answers seem to come from: a place that browsers trust.
PASSED_ON = {"Content-Type", "Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options"}


class Window:
    """A browser's window into which answers are put."""

    def __init__(self, browser: Browser):
        self.context = browser.new_context(base_url=PLACE, locale="en-GB", reduced_motion="reduce")
        self.context.set_default_timeout(10_000)
        self.context.route("**/*", self.answer)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(f"A script failed: {error}"))
        self.page.on("console", self.hear)
        self.shown: HttpResponseBase | None = None
        self.troubles: list[str] = []

    def show(self, response: HttpResponseBase) -> Page:
        """The page that an answer is, once all of it is there."""
        self.shown, self.troubles = response, []
        self.page.set_viewport_size({"width": 1280, "height": 900})
        self.page.goto("/shown/")
        return self.page

    def answer(self, route: Route) -> None:
        """The answer itself, or a file that it asks for."""
        address = urlsplit(route.request.url)
        if address.path == "/shown/":
            headers = {name: text for name, text in self.shown.items() if name in PASSED_ON}
            route.fulfill(status=self.shown.status_code, headers=headers, body=self.shown.content)
        elif address.netloc == "localhost" and (found := finders.find(address.path.removeprefix("/static/"))):
            kind = mimetypes.guess_type(address.path)[0] or "application/octet-stream"
            route.fulfill(headers={"Content-Type": kind}, body=Path(found).read_bytes())
        else:
            self.troubles.append(f"The page asked for {address.geturl()}")
            route.abort()

    def hear(self, message) -> None:
        """Note an error that the browser logs; that the page itself says 404 is what it is shown for."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"The browser logged: {message.text}")
