"""What somebody does to a page, counted as a person would count it."""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

# Whether the place that has the focus shows it, and can be seen: nothing lies over it. An answer in words, or nothing.
SEEN = """() => {
  const place = document.activeElement
  if (!place || place === document.body) return 'nothing has the focus'
  const name = place.outerHTML.slice(0, 120)
  const shown = (part) => {
    const style = getComputedStyle(part)
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
  }
  if (!shown(place) && !shown(place.parentElement)) return `no ring around ${name}`
  const box = place.getClientRects()[0]
  if (!box || !box.width) return `not drawn: ${name}`
  const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
  const label = place.labels?.[0]
  if (!over || !(place.contains(over) || over.contains(place) || label?.contains(over))) return `hidden: ${name}`
  return ''
}"""


@dataclass
class Hand:
    """Somebody at a page. Every click, paste, key that does something and box filled is one of `actions`.

    Moving with Tab does nothing and is not counted; each place it comes to has to show that it has the focus.
    """

    page: Page
    actions: list[str] = field(default_factory=list)

    def click(self, what: Locator) -> None:
        self.actions.append(f"click {what}")
        what.click()

    def fill(self, what: Locator, text: str) -> None:
        self.actions.append(f"fill {what}")
        what.fill(text)

    def paste(self, text: str) -> None:
        """What was copied elsewhere, with Control and V, wherever the focus is."""
        self.page.wait_for_load_state()  # Nobody is as quick as a program: a page hears once its scripts have run.
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.actions.append("paste")
        self.page.keyboard.press("Control+V")

    def press(self, key: str) -> None:
        self.actions.append(f"press {key}")
        self.page.keyboard.press(key)

    def tab_to(self, what: Locator, *, most: int = 80) -> None:
        """Move on with Tab until it has the focus."""
        self.page.wait_for_load_state()
        for _ in range(most):
            if what.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
            trouble = self.page.evaluate(SEEN)
            assert not trouble, trouble
        raise AssertionError(f"{most} times Tab does not lead to {what}")
