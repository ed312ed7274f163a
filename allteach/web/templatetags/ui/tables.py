"""Tables, their downloads and their pages."""

from allteach.web.tables import ShownTable
from allteach.web.templatetags.ui.drawing import check, draw, register


@register.simple_block_tag
def data_table(content, *, caption, is_caption_hidden=False, tight=False, cards=True, csv="", xlsx=""):
    """A table: `content` is its thead and tbody.

    Every table scrolls in its own frame when it is wider than the page. With `cards` it becomes a list of cards on a
    phone: each cell but the first then carries its heading in `data-label`. Numbers stand right with class `at-n`.
    `csv` and `xlsx` are addresses of the same rows as files.
    """
    return draw(
        "data_table",
        content=content,
        caption=caption,
        is_caption_hidden=is_caption_hidden,
        tight=tight,
        cards=cards,
        csv=csv,
        xlsx=xlsx,
    )


@register.simple_tag
def listing(table, *, is_caption_hidden=True, tight=False, cards=True):
    """A `tables.Table` that its view described, whole: headings, rows, and its files. `tables.people` in a template."""
    check("listing", table=(type(table), (ShownTable,)))
    return draw("listing", table=table, is_caption_hidden=is_caption_hidden, tight=tight, cards=cards)


@register.simple_tag
def downloads(*, about, csv="", xlsx="", svg="", png="", files=()):
    """The same thing as files. `about` says of what, for those who hear the links alone.

    `files` are others, each with its words: the formats of a document.
    """
    known = (("CSV", csv), ("XLSX", xlsx), ("SVG", svg), ("PNG", png))
    return draw("downloads", about=about, files=[*files, *(each for each in known if each[1])])


@register.simple_tag(takes_context=True)
def pager(context, *, page):
    """Ways to the pages of a list. `page` is Django's `Page`; what else the address asks for is kept."""
    asked = context["request"].GET.copy()

    def address(number: int) -> str:
        asked["page"] = str(number)
        return f"?{asked.urlencode()}"

    around = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    steps = [(number, address(number) if isinstance(number, int) else "") for number in around]
    return draw(
        "pager",
        page=page,
        steps=steps,
        before=address(page.previous_page_number()) if page.has_previous() else "",
        after=address(page.next_page_number()) if page.has_next() else "",
    )
