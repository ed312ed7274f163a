"""The whole figure, as pages embed it."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from allteach import spc
from allteach.charts import Language, LaterNote, Note, Plot, figure
from allteach.charts.reading import read
from allteach.charts.rules import false_signal_setting, false_signal_words
from allteach.charts.sentence import in_short, says
from tests.charts.plots import goal_card, months, plot_of, steady


class Tags(HTMLParser):
    """What a strict look at the markup finds: tags left open, ids, classes."""

    VOID = ("circle", "path", "rect", "br")

    def __init__(self, html):
        super().__init__()
        self.open, self.ids, self.classes, self.attributes = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)
        given = dict(attrs)
        self.attributes.append((tag, given))
        self.ids += [given["id"]] if "id" in given else []
        self.classes += (given.get("class") or "").split()

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_a_figure_holds_sentence_two_drawings_notes_key_and_table():
    html = figure(goal_card(), ident="goal")

    tags = Tags(html)

    assert tags.open == []
    assert html.startswith('<figure class="at-chart at-panel" id="goal" data-chart="Read the points of this chart')
    assert '<h2 class="at-h2" id="goal-heading">Patients with a self-management goal</h2>' in html
    assert '<b class="at-strong">Improving.</b> Nine months in a row' in html
    assert {"at-chart__wide", "at-chart__narrow", "at-notes", "at-keys", "at-table"} <= set(tags.classes)
    assert "P chart, monthly" in html


def test_ids_are_unique():
    ids = Tags(figure(goal_card(), ident="goal")).ids

    assert len(ids) == len(set(ids))


def test_there_is_no_inline_style_or_script():
    html = figure(goal_card(), ident="goal")

    assert " style=" not in html
    assert "<script" not in html
    assert " on" not in "".join(name for _, given in Tags(html).attributes for name in given)


def test_the_same_plot_makes_the_same_bytes():
    assert figure(goal_card(), ident="goal") == figure(goal_card(), ident="goal")


def test_one_width_alone_is_shown_always():
    classes = Tags(figure(goal_card(), ident="goal", narrow=False)).classes

    assert "at-chart__draw" in classes
    assert "at-chart__wide" not in classes
    assert figure(goal_card(), ident="goal", wide=False).count("<svg xmlns") == 1


def test_the_table_can_stand_open():
    assert '<details class="nhsuk-details" open>' in figure(goal_card(), ident="goal", open_table=True)
    assert '<details class="nhsuk-details">' in figure(goal_card(), ident="goal")


def test_the_page_may_set_the_heading_or_leave_it_out():
    assert "<h3 " in figure(goal_card(), ident="goal", heading=3)
    bare = figure(goal_card(chart_words=""), ident="goal", heading=0, classes="")
    assert "<h" not in bare
    assert "at-chart__title" not in bare
    assert bare.startswith('<figure class="at-chart" ')


def test_notes_stand_in_the_order_of_their_numbers_with_their_date_and_link():
    html = figure(goal_card(), ident="goal")

    assert (
        '<ul class="at-notes"><li><a class="at-pin" href="/teams/maple-gate/cycles/1">1</a>'
        '<span><span class="at-quiet">Feb 2026</span> Cycles 1 to 3: goal card</span></li>'
        '<li><span class="at-pin at-pin--kept">2</span>'
    ) in html


def test_the_year_of_a_note_is_left_out_where_no_month_comes_twice():
    html = figure(plot_of(steady(8), notes=(Note(2, 1, "test", "x"),)), ident="c")

    assert '<span class="at-quiet">Jun</span> x' in html


def test_what_happened_after_the_last_point_is_told_with_its_day():
    plot = plot_of(
        steady(8),
        notes=(Note(2, 1, "test", "x"),),
        later=(LaterNote(date(2027, 3, 14), 2, "kept", "Y", "/teams/a/"), LaterNote(date(2027, 3, 15), 3)),
    )
    html = figure(plot, ident="c")

    assert (
        '<span class="at-quiet">Jun</span> x</span></li>'
        '<li><a class="at-pin at-pin--kept" href="/teams/a/">2</a>'
        '<span><span class="at-quiet">14 Mar 2027, after the last point</span> Y</span></li>'
        '<li><span class="at-pin">3</span>'
    ) in html


def test_in_short_it_is_the_verdict_and_what_it_rests_on():
    assert in_short(plot_of(steady(12))).startswith("No signal")
    assert in_short(plot_of([None, None])) == says(read(plot_of([None, None]))).verdict


def test_a_note_leads_nowhere_but_to_pages():
    html = figure(plot_of(steady(8), notes=(Note(2, 1, "test", "x", "javascript:alert(1)"),)), ident="c")

    assert "javascript" not in html


def test_the_key_explains_what_is_shown_and_names_the_rules():
    html = figure(goal_card(), ident="goal")

    key = html[html.index('<ul class="at-keys">') :].split("</ul>")[0]
    assert [part.split("</li>")[0] for part in key.split("</svg>")[1:]] == [
        "Improvement",
        "No signal: chance alone could do this",
        "Not complete yet",
        "Not reported",
    ]
    assert key.endswith(
        '<li class="at-quiet">Signals by Anhøj’s rules. '
        "Chance alone makes one on about 12 of 100 charts of this length.</li>"
    )


@pytest.mark.parametrize("plot", [Plot(title="x", analysis=None, periods=()), plot_of([None, None])])
def test_a_chart_of_nothing_names_no_rules(plot):
    assert "Signals by" not in figure(plot, ident="c")


def test_without_periods_there_is_no_table():
    assert "<details" not in figure(Plot(title="x", analysis=None, periods=()), ident="c")


def test_an_analysis_of_nothing_is_drawn():
    assert "Nothing yet." in figure(Plot(title="x", analysis=None, periods=months(2)), ident="c")


def test_an_ident_that_cannot_be_an_id_is_refused():
    with pytest.raises(ValueError, match="ident"):
        figure(goal_card(), ident="not an id")


def test_hostile_words_stay_words():
    hostile = '"><img src=x onerror=alert(1)>'
    plot = replace(goal_card(title=hostile, chart_words=hostile, measure_words=hostile), goal_words=hostile)

    html = figure(plot, ident="c")

    assert "<img" not in html
    assert Tags(html).open == []


@pytest.mark.parametrize(
    ("plan", "points", "said"),
    [
        (spc.Plan(chart="run"), 14, "about 1 of 100"),
        (spc.Plan(chart="run", rules="classic"), 36, "about 56 of 100"),
        (spc.Plan(chart="run", rules="western_electric"), 3, "fewer than 1 of 100"),
    ],
)
def test_how_often_chance_alone_speaks_is_said_for_these_rules_at_this_length(plan, points, said):
    assert said in false_signal_words(*false_signal_setting(plan, points), Language.english())
