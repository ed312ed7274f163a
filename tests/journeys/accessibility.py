"""Whether everybody can use a page, as far as a program can tell: axe is content, nothing scrolls sideways."""

from playwright.sync_api import Page

from scripts.progress import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 320)  # A desk, and the smallest screen (or 400 % zoom on a desk).


def problems_of(page: Page) -> list[str]:
    """What is wrong with a page at each width, in words; the page keeps the width it had."""
    before = page.viewport_size
    found = []
    page.wait_for_load_state()  # A page that a script led to may be there before its style sheet.
    page.evaluate("() => document.fonts.ready.then(() => true)")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"at {width}: {words}" for words in (*broken_rules(page, RULES), *too_wide(page, width))]
    page.set_viewport_size(before)
    return found


def problems_in_the_dark(page: Page) -> list[str]:
    """Words that cannot be read well on a dark screen; the rest does not depend on it."""
    page.emulate_media(color_scheme="dark")
    found = [f"in the dark: {words}" for words in broken_rules(page, ["color-contrast"], kind="rule")]
    page.emulate_media(color_scheme="light")
    return found


def broken_rules(page: Page, rules: list[str], *, kind: str = "tag") -> list[str]:
    """What axe has to say."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE)
    answer = page.evaluate(
        "([kind, values]) => axe.run(document, {runOnly: {type: kind, values}, resultTypes: ['violations']})",
        [kind, rules],
    )
    return [
        f"{rule['id']} ({rule['impact']}) {rule['help']}: {node['html'][:160]}"
        for rule in answer["violations"]
        for node in rule["nodes"]
    ]


def too_wide(page: Page, width: int) -> list[str]:
    """Whether the page has to be scrolled sideways, and what sticks out."""
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    if wide <= width:
        return []
    parts = page.evaluate(
        """width => [...document.querySelectorAll('main *, header *, footer *')]
        .filter(part => part.getBoundingClientRect().right > width + 1)
        .slice(-2).map(part => part.outerHTML.slice(0, 120))""",
        width,
    )
    return [f"the page is {wide} wide: {'; '.join(parts)}"]
