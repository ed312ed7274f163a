"""Whether everybody can use a page, as far as a program can tell: axe is content, nothing scrolls sideways."""

from playwright.sync_api import Page

from scripts.progress import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 320)  # A desk, and the smallest screen (or 400 % zoom on a desk).


def problems_of(page: Page) -> list[str]:
    """What is wrong with a page at each width, in words; the page keeps the width it had."""
    before = page.viewport_size
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("() => document.fonts.ready.then(() => true)")
        if not page.evaluate("() => Boolean(window.axe)"):
            page.evaluate(AXE.read_text())
        answer = page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
        )
        found += [
            f"at {width}: {rule['id']} ({rule['impact']}) {rule['help']}: {node['html'][:160]}"
            for rule in answer["violations"]
            for node in rule["nodes"]
        ]
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"at {width}: the page is {wide} wide and has to be scrolled sideways")
    page.set_viewport_size(before)
    return found
