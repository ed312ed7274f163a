"""A way through a practice, step by step."""

import pytest

from allteach.charts import (
    THEMES,
    ProcessPlot,
    ProcessStep,
    StepCounts,
    process_map,
    process_map_figure,
    process_map_in_words,
    process_map_table,
    step_counts,
)
from allteach.charts.svg import wrapped
from tests.charts.reading_svg import Drawing
from tests.charts.test_table import cells

STEPS = (
    ProcessStep("Patient checks in", kind="start", who="receptionist", minutes=3),
    ProcessStep("Sits in the waiting room", kind="wait", minutes=None, wait=25, feels_like="Nobody says how long"),
    ProcessStep("Nurse weighs and measures", who="nurse", minutes=8, goes_wrong="Shoes stay on", fails=40),
    ProcessStep("Goes to the doctor's room", kind="handoff", wait=12),
    ProcessStep("Is the foot check due?", kind="decision", who="doctor", minutes=1, otherwise="straight to the goals"),
    ProcessStep("Foot check", who="doctor", minutes=6, goes_wrong="No time left"),
    ProcessStep("Next visit booked", kind="end", who="receptionist", minutes=2),
)


def plot(steps=STEPS, **given):
    return ProcessPlot(title="A diabetes visit, from door to door", steps=steps, **given)


def test_the_words_say_how_long_it_takes_where_it_turns_and_who_walked_it():
    said = process_map_in_words(plot(walked_words="Walked with a patient on 4 March 2026."))

    assert said == (
        "Seven steps take 20\N{NO-BREAK SPACE}min, and a patient waits 37\N{NO-BREAK SPACE}min on the way. "
        "One hand-over, two waits, one way back and two places where something goes wrong. "
        "Walked with a patient on 4 March 2026."
    )


def test_a_way_of_which_no_times_are_known_says_only_how_many_steps():
    assert process_map_in_words(plot([ProcessStep("Check in")])) == "One step."
    assert process_map_in_words(plot([ProcessStep("Check in"), ProcessStep("Go", minutes=2)])) == "Two steps."


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 min"),
        (119, "119 min"),
        (120, "2 h"),
        (170, "3 h"),
        (2820, "47 h"),
        (2880, "2 days"),
        (30240, "21 days"),
    ],
)
def test_long_times_are_said_in_hours_and_days(minutes, said):
    (_head, row) = cells(process_map_table(plot([ProcessStep("Letter is sent", wait=minutes)])))

    assert row[4].replace("\N{NO-BREAK SPACE}", " ") == said


def test_what_a_team_counts_on_its_way():
    assert step_counts(STEPS) == StepCounts(handoffs=1, waits=2, ways_back=1, pain_points=2)
    assert step_counts([]) == StepCounts(0, 0, 0, 0)


@pytest.mark.parametrize("width", [760, 358])
def test_every_step_is_read_in_its_order(width):
    drawing = Drawing(process_map(plot(), ident="p", width=width))

    readings = [reading.replace("\N{NO-BREAK SPACE}", " ") for reading in drawing.readings]
    assert readings == [
        "1, Patient checks in, receptionist, 3 min",
        "2, Sits in the waiting room, after a wait of 25 min",
        "3, Nurse weighs and measures, nurse, 8 min, goes wrong: Shoes stay on (40 of 100 times)",
        "4, Goes to the doctor's room, after a wait of 12 min",
        "5, Is the foot check due?, doctor, 1 min, If not: straight to the goals",
        "6, Foot check, doctor, 6 min, goes wrong: No time left",
        "7, Next visit booked, receptionist, 2 min",
    ]


def tops_of(drawing):
    """Where the words of each step begin, from above."""
    return [float(group.findall("{http://www.w3.org/2000/svg}text")[0].get("y")) for group in drawing.points]


def test_four_steps_stand_in_a_row_at_a_desk_and_one_on_a_phone():
    wide, narrow = (Drawing(process_map(plot([ProcessStep("x")] * 7), ident="p", width=w)) for w in (760, 358))

    assert len(set(tops_of(wide))) == 2
    assert len(set(tops_of(narrow))) == 7
    assert narrow.size[0] == 358


def test_the_shape_says_what_kind_of_step_it_is():
    drawing = Drawing(process_map(plot(), ident="p"))

    shapes = [next(iter(list(group)[1:])).get("class") for group in drawing.points]
    assert shapes == ["c-pin-test", "c-soon", "c-noise", "c-noise", "c-pin-test", "c-noise", "c-pin-test"]
    assert len(drawing.classed("c-phase")) == 1  # The second line of what is handed over.


def test_where_something_goes_wrong_stands_a_numbered_pin_and_its_words_below():
    html = process_map_figure(plot(), ident="p")
    drawing = Drawing(process_map(plot(), ident="p"))

    assert [text.text for text in drawing.classed("c-pin-test-word")] == ["1", "2"]
    assert '<span class="at-quiet">Nurse weighs and measures:</span> Shoes stay on (40 of 100 times)' in html
    assert html.count("<svg xmlns") == 2


def test_a_way_on_which_nothing_goes_wrong_has_no_list_of_it():
    assert "at-notes" not in process_map_figure(plot([ProcessStep("Check in")]), ident="p")


def test_the_table_has_everything_that_is_known_of_a_step():
    rows = cells(process_map_table(plot()))

    assert [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in rows[3]] == [
        *("3", "Nurse weighs and measures", "step", "nurse", "", "8 min", "Shoes stay on (40 of 100 times)", "")
    ]
    assert rows[2][-1] == "Nobody says how long"
    assert rows[5][1] == "Is the foot check due?If not: straight to the goals"  # On a line of its own.


def test_a_map_without_steps_cannot_be_drawn():
    with pytest.raises(ValueError, match="at least one step"):
        process_map(plot([]), ident="p")


def test_a_themed_drawing_stands_alone():
    assert "class=" not in process_map(plot(), ident="p", theme=THEMES["print"])


def test_hostile_words_stay_words():
    assert "<script" not in process_map_figure(plot([ProcessStep("<script>", goes_wrong="<script>")]), ident="p")


def test_words_are_broken_into_lines_and_the_last_is_cut():
    assert wrapped("", 100, most=3) == ()
    assert wrapped("one two three", 50, most=3, letter=6.9) == ("one two", "three")
    assert wrapped("one two three four five", 50, most=2) == ("one two", "three…")
    assert wrapped("nurse, 3\N{NO-BREAK SPACE}min", 70, most=2) == ("nurse,", "3\N{NO-BREAK SPACE}min")
    assert wrapped("Donaudampfschifffahrtsgesellschaft", 70, most=2) == ("Donaudamp…",)
