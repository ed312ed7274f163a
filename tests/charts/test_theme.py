"""Files that leave the site carry their own colours, the same as the stylesheet's."""

import re
from pathlib import Path

import pytest

from allteach.charts import THEMES, Theme, assurance_icon, draw, variation_icon
from allteach.charts.theme import CLASSES, apply
from tests.charts.plots import goal_card
from tests.charts.reading_svg import Drawing

STYLES = Path(__file__).parents[2] / "allteach" / "web" / "static" / "src" / "scss"
COLOURS = set(Theme.__dataclass_fields__) - {"key", "ground", "font"}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_themed_drawing_stands_alone(theme):
    svg = draw(goal_card(), ident="c", theme=theme)

    assert "class=" not in svg
    assert "var(" not in svg
    assert f'font-family="{theme.font}"' in svg
    assert Drawing(svg).title == "Patients with a self-management goal"


def test_paper_has_no_ground_and_a_screen_has():
    paper = draw(goal_card(), ident="c", theme=THEMES["print"])
    screen = draw(goal_card(), ident="c", theme=THEMES["screen_dark"])

    ground = '<rect x="-16" y="-16" width="792" height="372"'
    assert ground not in paper
    assert screen.split("</desc>")[1].startswith(f'{ground} fill="{THEMES["screen_dark"].ground}"/>')


def test_a_file_has_room_around_the_drawing():
    drawing = Drawing(draw(goal_card(), ident="c", theme=THEMES["print"]))

    assert drawing.root.get("viewBox") == "-16 -16 792 372"
    assert drawing.size == (792, 372)


def test_what_is_no_drawing_is_refused():
    with pytest.raises(ValueError, match="svg must begin with a drawing"):
        apply(THEMES["print"], "<p>words</p>")


def test_an_icon_can_be_themed_too():
    themed = apply(THEMES["slides"], variation_icon("improvement_high"), around=0)

    assert themed.index("<rect") == themed.index(">") + 1
    assert THEMES["slides"].better in themed


def test_words_that_look_like_a_class_are_left_alone():
    svg = draw(goal_card(title='A title with class="c-line" in it'), ident="c", theme=THEMES["print"])

    assert Drawing(svg).title == 'A title with class="c-line" in it'


def declared():
    """What the stylesheet says of each class of a drawing: {class: {property: value}}."""
    sheet = re.sub(r"//.*", "", (STYLES / "_chart.scss").read_text())
    found = {}
    for name, body in re.findall(r"\.(c-[a-z-]+) \{([^{}]*)\}", sheet):
        properties = dict(part.split(":") for part in body.split(";") if part.strip())
        found[name] = {
            key.strip(): re.sub(r"var\(--at-(.+)\)", r"\1", value.strip()).replace("-", "_").removesuffix("px")
            for key, value in properties.items()
        }
    return found


def test_every_class_means_the_same_in_a_file_as_on_a_page():
    sheet = declared()

    for name, properties in CLASSES.items():
        assert sheet[name] == {key: value.replace("-", "_") for key, value in properties.items()}, name


@pytest.mark.parametrize(("key", "mixin"), [("screen_light", "light"), ("screen_dark", "dark")])
def test_the_screen_themes_are_the_colours_of_the_stylesheet(key, mixin):
    tokens = (STYLES / "_tokens.scss").read_text()
    body = tokens[tokens.index(f"@mixin {mixin}") :]
    sheet = dict(re.findall(r"--at-([a-z0-9-]+): (#[0-9a-f]{6})", body[: body.index("\n}")]))

    assert {name: getattr(THEMES[key], name) for name in COLOURS} == {
        name: sheet[name.replace("_", "-")] for name in COLOURS
    }


def test_every_class_that_is_drawn_is_known():
    drawn = draw(goal_card(), ident="c") + assurance_icon("pass") + assurance_icon(None) + variation_icon(None)

    used = {name for classes in re.findall(r'class="([^"]+)"', drawn) for name in classes.split()}

    assert used - {"at-svg"} <= set(CLASSES)
