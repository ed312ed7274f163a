"""Two people, or one in two windows, at what a team writes: nothing typed is lost, and nobody is overruled unseen."""

import re
import threading
from contextlib import nullcontext
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.urls import reverse

from allteach.core.models import Event
from allteach.progress import actions, events
from allteach.progress.models import Leaflet, MonthlyReport, PlannedTest, SeniorLeaderReport, Storyboard
from allteach.spaces.actions.shared_answers import trace_of
from tests.web.access_documents import of_the_clinic
from tests.web.access_monthly_reports import JUNE, draft
from tests.web.test_monthly_reports import address, text_of

HIDDEN = re.compile(r'<input type="hidden" name="(version|seen|clashing)" value="([^"]*)"')


class Window:
    """A page for writing, open in one window: what it was given, and what is typed in it."""

    def __init__(self, client, person, at):
        self.client, self.person, self.at = client, person, at
        client.force_login(person.account)
        self.typed = {"clashing": []} | self.hidden(client.get(at))

    def hidden(self, response):
        found: dict = {}
        for name, value in HIDDEN.findall(response.content.decode()):
            if name == "clashing":
                found.setdefault(name, []).append(unescape(value))
            else:
                found[name] = unescape(value)
        return found

    def sends(self, at="", **typed):
        """Send the form; what comes back with it stands in the window from then on."""
        said = typed.pop("said", {})
        self.client.force_login(self.person.account)
        self.typed |= typed
        response = self.client.post(at or self.at, self.typed | said)
        self.typed |= self.hidden(response)
        return response

    def keeps(self, **typed):
        """What the page does by itself as somebody types."""
        return self.sends(address("keep_report"), **typed)


@pytest.fixture
def window(client, world):
    def window(name, at=None):
        return Window(client, getattr(world, name), at or address("write_report"))

    return window


def report():
    return MonthlyReport.objects.get()


def plan():
    return list(PlannedTest.objects.values_list("what", flat=True))


# --- kept as it is typed -------------------------------------------------------------------------------------------


def test_one_person_in_two_windows_does_not_overwrite_what_the_other_window_kept(window):
    first, second = window("amina"), window("amina")
    first.keeps(learnt="Rails down helped at night.")

    answer = second.keeps(learnt="Nothing yet.")

    assert answer.status_code == 409
    assert "You changed this in another window at" in text_of(answer)
    assert "both texts stand side by side" in text_of(answer)
    assert report().learnt == "Rails down helped at night."


def test_somebody_who_goes_on_typing_is_told_who_changed_the_same_box(window):
    mine, bens = window("amina"), window("ben")
    bens.keeps(stuck="Mondays.")

    answer = mine.keeps(stuck="Nowhere.")

    assert f"{bens.person.name} changed this at" in text_of(answer)
    assert "Where are you stuck, and whose help do you want?" in text_of(answer)
    assert report().stuck == "Mondays."


def test_two_who_type_in_different_boxes_do_not_disturb_each_other(window):
    mine, bens = window("amina"), window("ben")

    answers = [
        mine.keeps(learnt="Rails").status_code,
        bens.keeps(stuck="Mon").status_code,
        mine.keeps(learnt="Rails down").status_code,
        bens.keeps(stuck="Mondays.", mood="4").status_code,
        mine.keeps(what_1="Nights").status_code,
    ]

    assert answers == [200] * 5
    assert (report().learnt, report().stuck, report().mood, plan()) == ("Rails down", "Mondays.", 4, ["Nights"])


def test_one_window_goes_on_after_it_kept_and_nothing_is_written_twice(window):
    mine = window("amina")

    for words in ("Rails", "Rails down", "Rails down"):
        assert mine.keeps(learnt=words).status_code == 200

    assert (report().learnt, report().version) == ("Rails down", 2)
    assert Event.objects.filter(name=events.REPORT_SAVED).count() == 1


def test_what_was_erased_is_an_edit_too(world, window):
    draft(world)
    mine = window("amina")

    mine.keeps(learnt="", what_1="")

    assert report().learnt == ""


# --- both texts, and one press ------------------------------------------------------------------------------------


@pytest.fixture
def clash(world, window):
    """Amina's window, which was told that Ben changed the same boxes; and what the page answered."""
    draft(world)
    mine, bens = window("amina"), window("ben")
    bens.sends(learnt="It helped at night.", stuck="Mondays.", mood="2", what_1="Days", who_1="Ben")
    return mine, mine.sends(learnt="It did not help.", mood="5", what_1="Nights", until_1="2025-07-14", ask="A card?")


def test_both_texts_stand_side_by_side_and_only_where_they_clash(clash):
    _mine, answer = clash

    said = text_of(answer)
    assert answer.status_code == 409
    assert "What did you learn? It helped at night." in said
    assert "What did you learn? It did not help." in said
    assert "What will you try next month? Days, Ben" in said
    assert "What will you try next month? Nights, 14 July 2025" in said
    assert "How is the team? 2" in said
    assert "Mondays." not in said.split("Keep both")[0]
    assert report().learnt == "It helped at night."


@pytest.mark.parametrize(
    ("how", "learnt", "mood", "planned"),
    [
        ("mine", "It did not help.", 5, ["Nights"]),
        ("theirs", "It helped at night.", 2, ["Days"]),
        ("both", "It helped at night.\n\nIt did not help.", 5, ["Days", "Nights"]),
    ],
)
def test_one_press_settles_it(clash, how, learnt, mood, planned):
    mine, _answer = clash

    answer = mine.sends(said={"settle": how})

    assert answer.status_code == 302
    assert (report().learnt, report().mood, plan()) == (learnt, mood, planned)
    assert (report().stuck, report().ask) == ("Mondays.", "A card?")  # What one of them wrote alone stays.


def test_a_third_text_between_the_two_presses_is_shown_first(window, clash):
    mine, _answer = clash
    window("ben").sends(learnt="Something newer.", mood="2", what_1="Days", who_1="Ben", stuck="Mondays.")

    answer = mine.sends(said={"settle": "both"})

    assert answer.status_code == 409
    assert "Something newer." in text_of(answer)
    assert report().learnt == "Something newer."


def test_two_long_plans_kept_both_lose_no_line(world, window):
    draft(world)
    mine, bens = window("amina"), window("ben")
    bens.sends(**{f"what_{at}": f"Ben {at}" for at in (1, 2, 3)})
    for more in (5, 7):
        bens = window("ben")
        bens.sends(**{f"what_{at}": f"Ben {at}" for at in range(1, more + 1)})
    mine.sends(what_1="Mine one", what_2="Mine two")

    answer = mine.sends(said={"settle": "both"})

    assert answer.status_code == 200
    assert "A month has room for 8 tests at most." in text_of(answer)
    assert 'value="Ben 7"' in answer.content.decode()
    assert 'value="Mine two"' in answer.content.decode()


def test_nobody_sends_words_that_they_have_not_read(window):
    mine, bens = window("amina"), window("ben")
    bens.sends(stuck="Mondays.")

    answer = mine.sends(learnt="It helped.", said={"do": "send"})

    assert (answer.status_code, answer.url) == (302, address("write_report"))
    assert "Read all of it, then send it." in text_of(mine.client.get(answer.url))
    assert (report().learnt, report().stuck, report().sent_at) == ("It helped.", "Mondays.", None)


@pytest.mark.parametrize("seen", ["", "[1]", "{", '{"learnt": 3}', "[" * 3999])
def test_what_cannot_be_read_was_not_seen(world, window, seen):
    draft(world)

    answer = window("amina").sends(learnt="Mine.", version="0", seen=seen)

    assert answer.status_code == 409
    assert report().learnt == "Rails down helped."


# --- at one moment ------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_one_moment_begin_one_report_and_lose_nothing(world):
    nothing = {name: trace_of("") for name in ("learnt", "stuck")}
    # SQLite in memory, as the tests have it, turns the second writer away instead of letting it wait as a file does.
    turn = nullcontext() if connection.vendor == "postgresql" else threading.Lock()
    failed = []

    def write(name, **said):
        try:
            with turn:
                actions.save_report(
                    team=world.ward_7, month=JUNE, version=0, seen=nothing, by=getattr(world, name), **said
                )
        except Exception as error:  # Told by the thread that waits for this one.
            failed.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=write, args=["amina"], kwargs={"learnt": "Rails down.", "stuck": ""}),
        threading.Thread(target=write, args=["ben"], kwargs={"learnt": "", "stuck": "Mondays."}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert (report().learnt, report().stuck, report().version) == ("Rails down.", "Mondays.", 2)


# --- the other things that several write ---------------------------------------------------------------------------


def test_two_who_begin_the_page_for_the_sponsor_see_both_texts(window):
    at = reverse("senior_leaders:write_leader_report", args=["ward-7", JUNE])
    mine, bens = window("amina", at), window("ben", at)
    bens.sends(barrier="Keys.", risk="Staff")

    told = mine.sends(barrier="Light.", benefit="Time")
    mine.sends(said={"settle": "both"})

    page = SeniorLeaderReport.objects.get()
    assert told.status_code == 409
    assert (page.barrier, page.risk, page.benefit) == ("Keys.\n\nLight.", "Staff", "Time")


def test_the_page_for_the_sponsor_is_not_sent_with_words_that_the_sender_has_not_read(window):
    at = reverse("senior_leaders:write_leader_report", args=["ward-7", JUNE])
    mine, bens = window("amina", at), window("ben", at)
    bens.sends(risk="Staff")

    answer = mine.sends(benefit="Time", said={"do": "send"})

    assert (answer.status_code, answer.url) == (302, at)
    assert SeniorLeaderReport.objects.get().sent_at is None


@pytest.mark.parametrize("how", ["mine", "theirs", "both"])
def test_two_who_write_a_storyboard_choose(world, window, how):
    at = "/teams/clinic/storyboards/1/write/"
    world.everybody()
    of_the_clinic(world)
    first, second = window("farah", at), window("farah", at)
    first.sends(headline="Feet first", offers="A card")

    told = second.sends(headline="Eyes first", wants="Shoes")
    second.sends(said={"settle": how})

    board = Storyboard.objects.get()
    headline = {"mine": "Eyes first", "theirs": "Feet first", "both": "Feet first; Eyes first"}[how]
    assert told.status_code == 409
    assert (board.headline, board.offers, board.wants) == (headline, "A card", "Shoes")


def test_two_who_write_a_leaflet_choose(window):
    at = "/teams/ward-7/leaflets/en-gb/write/"
    said = dict.fromkeys(("why", "notice", "choice", "counting", "ideas", "ask"), "As ever.")
    mine, bens = window("amina", at), window("ben", at)
    bens.sends(**said | {"why": "We want fewer falls."})

    told = mine.sends(**said | {"why": "Nobody should fall."})
    mine.sends(said={"settle": "theirs"})

    assert told.status_code == 409
    assert Leaflet.objects.get().why == "We want fewer falls."


def test_the_trace_of_an_answer_is_the_same_typed_and_stored():
    assert trace_of(" a\r\nb ") == trace_of("a\nb")
    assert trace_of(None) == trace_of("") == trace_of([]) == trace_of([{"what": "", "until": None}])
    assert trace_of([{"what": "x", "until": date(2025, 7, 1)}]) == trace_of([{"until": "2025-07-01", "what": " x"}])
    assert trace_of(4) == trace_of("4") != trace_of("5")
