"""Text becomes SVG safely, whatever people wrote."""

from xml.etree import ElementTree

import pytest

from allteach.charts.svg import TENTHS, checked_ident, document, leads_somewhere, px, shortened, small, words


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("Falls < 5 & rising", "Falls &lt; 5 &amp; rising"),
        ("\"quoted\" and 'quoted'", "&quot;quoted&quot; and &#x27;quoted&#x27;"),
        ("bell\x07 null\x00 half \ud800 end \uffff", "bell null half  end "),
        ("line\nbreak", "line\nbreak"),
        ("Łódź 東京 🙂", "Łódź 東京 🙂"),
    ],
)
def test_words_are_safe_in_elements_and_attributes(written, safe):
    assert words(written) == safe


def test_a_drawing_with_hostile_words_is_still_well_formed():
    hostile = '</title><script>alert("x")</script>\x0b'

    root = ElementTree.fromstring(document("", width=10, height=10, ident="a", title=hostile, description=hostile))

    assert [child.text for child in root] == [hostile[:-1], hostile[:-1]]


@pytest.mark.parametrize("ident", ["", "1a", "a b", 'a"', "é", "a\n"])
def test_an_ident_that_cannot_be_an_id_is_refused(ident):
    with pytest.raises(ValueError, match="ident must be a letter"):
        checked_ident(ident)


def test_an_ident_is_handed_back():
    assert checked_ident("team-7_falls.2026") == "team-7_falls.2026"


@pytest.mark.parametrize(
    ("href", "leads"),
    [
        ("/teams/maple-gate/", True),
        ("#notes", True),
        ("?page=2", True),
        ("https://example.org/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("", False),
    ],
)
def test_only_addresses_of_pages_are_followed(href, leads):
    assert leads_somewhere(href) is leads


def test_a_small_drawing_has_a_name_or_is_hidden():
    assert 'role="img" aria-label="No &lt;signal&gt;"' in small("", width=4, height=4, label="No <signal>")
    assert 'aria-hidden="true"' in small("", width=4, height=4)


@pytest.mark.parametrize(
    ("text", "room", "fitting"),
    [
        ("Definition version 2", 200, "Definition version 2"),
        ("Definition version 2", 70, "Definitio…"),
        ("Late, early", 45, "Late…"),
        ("Long", 1, "L…"),
    ],
)
def test_words_are_cut_where_there_is_no_room(text, room, fitting):
    assert shortened(text, room, letter=6.9) == fitting


def test_pixels_are_written_to_a_tenth_and_no_longer_than_needed():
    assert [px(12), px(12.34), px(-0.06), px(0.04)] == ["12", "12.3", "0", "0"]
    assert TENTHS[int(10 * 7.25 + 0.5)] == "7.3"
