"""What a journey asks of the running site and of its visitors."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext


@dataclass(frozen=True)
class Site:
    """The running site: where it answers, and the folder with its mail and files."""

    address: str
    folder: Path

    @property
    def log(self) -> Path:
        """What the server and the worker wrote."""
        return self.folder / "server.log"

    def mails(self) -> list[str]:
        """Every mail that was sent, oldest first."""
        paths = sorted((self.folder / "mail").glob("*"), key=lambda path: path.stat().st_mtime)
        return [path.read_text() for path in paths]


class Visitor:
    """Somebody's browser window. It notes what no page of ours may do."""

    def __init__(self, context: BrowserContext, site: Site):
        self.context = context
        self.troubles: list[str] = []
        self.address = site.address
        context.route("**/*", self.allow_only_our_site)
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(f"A script failed: {error}"))
        self.page.on("console", self.hear)

    def allow_only_our_site(self, route):
        """Refuse whatever would leave this machine."""
        address = route.request.url
        if address.startswith((self.address, "data:", "blob:")):
            route.continue_()
            return
        self.troubles.append(f"A page asked for {address}")
        route.abort()

    def hear(self, message):
        """Note an error that the browser logs, such as a breach of the content security policy.

        That a page answered 403 or 404 is logged too; whether it should have is what the journey says.
        """
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"The browser logged: {message.text}")
