"""Pages of storyboards, galleries and leaflets: what people see, and what they may do there."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from allteach.collaboratives.models import Timetable
from allteach.progress.models import Leaflet, Storyboard
from tests.factories import CycleFactory, TeamFactory
from tests.reports.specimens import opened, pages_in
from tests.web.access_documents import BOXES, LEAFLET, SAID, leaflet, of_the_clinic, published, published_leaflet

HERE = "/teams/clinic/storyboards/1/"


def text_of(response) -> str:
    return response.content.decode()


@pytest.fixture
def clinic(client, world):
    """The clinic, with a session ahead; signed in is its lead."""
    world.everybody()
    assert world.clinic_feet
    of_the_clinic(world)
    client.force_login(world.farah.account)
    return world.clinic


def over(world):
    """Let the session be over."""
    Timetable.objects.filter(space=world.sugar).update(first_session=timezone.localdate() - timedelta(days=60))


def test_a_team_fills_the_boxes_publishes_and_hangs_in_the_gallery(client, world, clinic):
    client.post(f"{HERE}write/", {"headline": "Feet first", "wants": "Podiatry by phone", "version": 0})
    client.post(f"{HERE}publish/")
    client.force_login(world.gil.account)

    said = text_of(client.get("/spaces/sugar/storyboards/1/"))

    assert "Feet first" in said
    assert "Podiatry by phone" in said
    assert HERE in said


def test_a_gallery_in_which_nothing_hangs_counts_nothing(client, world, clinic):
    said = text_of(client.get("/spaces/sugar/storyboards/1/"))

    assert "A storyboard hangs here when its team publishes it." in said
    assert "0 teams" not in said


def test_the_gallery_can_be_narrowed_to_who_offers_or_wants(client, world, clinic):
    client.post(f"{HERE}write/", BOXES)
    client.post(f"{HERE}publish/")

    assert HERE in text_of(client.get("/spaces/sugar/storyboards/1/?show=offers"))
    assert "Nobody here says so" in text_of(client.get("/spaces/sugar/storyboards/1/?show=wants"))
    assert HERE in text_of(client.get("/spaces/sugar/storyboards/1/?show=nonsense"))


def test_a_board_opens_from_its_headline_but_for_what_was_asked_for(client, world, clinic):
    client.post(f"{HERE}write/", BOXES | {"headline": "Feet first"})
    client.post(f"{HERE}publish/")

    found = {}
    for show in ("", "?show=offers"):
        card = text_of(client.get(f"/spaces/sugar/storyboards/1/{show}")).partition("at-gallery__card")[2]
        shut, _opens, open_ = card.partition("<details")
        found[show] = ["Feet first" in shut, BOXES["offers"] in shut, BOXES["offers"] in open_]

    assert found == {"": [True, False, True], "?show=offers": [True, True, False]}


def test_the_tab_leads_to_the_session_that_comes_next(client, clinic):
    assert client.get("/spaces/sugar/storyboards/").headers["Location"] == "/spaces/sugar/storyboards/1/"


def test_a_session_that_there_is_not_is_not_found(client, clinic):
    found = [client.get(f"/{each}/storyboards/9/").status_code for each in ("teams/clinic", "spaces/sugar")]

    assert found == [404, 404]


def test_others_read_no_small_number_on_a_storyboard_and_no_plan_that_was_not_shown(client, world, clinic):
    published(world, clinic, world.farah)
    CycleFactory(team=clinic, title="Not shown yet to anybody")
    client.force_login(world.gil.account)

    said = text_of(client.get(HERE))

    assert "Foot checks" in said
    assert not re.search(r"3 of 8\b|38%", said)
    assert "Not shown yet to anybody" not in said


def test_the_team_sees_today_and_what_the_others_see(client, world, clinic):
    published(world, clinic, world.farah)
    client.post(f"{HERE}write/", {"offers": "Something newer", "version": 1})

    today, shown = text_of(client.get(HERE)), text_of(client.get(f"{HERE}?published=1"))

    assert "Something newer" in today
    assert "Something newer" not in shown


def test_a_storyboard_is_taken_down(client, world, clinic):
    published(world, clinic, world.farah)

    client.post(f"{HERE}take-back/")

    assert not Storyboard.objects.get().is_published


def test_after_the_session_nothing_moves_and_the_page_says_why(client, world, clinic):
    published(world, clinic, world.farah)
    over(world)

    refused = text_of(client.post(f"{HERE}publish/", follow=True))
    typed = text_of(client.post(f"{HERE}write/", {"offers": "Too late", "version": 1}))

    assert "stay as they were" in refused
    assert "stay as they were" in typed
    assert "Too late" in typed


def test_a_team_that_showed_nothing_is_told_so_when_the_session_is_over(client, world, clinic):
    over(world)

    assert "It was not shown to the others" in text_of(client.get(HERE))


def test_two_who_write_at_once_see_both_texts(client, world, clinic):
    client.post(f"{HERE}write/", BOXES)

    answer = client.post(f"{HERE}write/", {"offers": "Mine", "version": 0})

    assert answer.status_code == 409
    assert "The card" in text_of(answer)
    assert "Mine" in text_of(answer)


@pytest.mark.parametrize("paper", ["a3", "a1"])
def test_a_storyboard_is_taken_along_on_paper(client, clinic, paper):
    answer = client.get(f"{HERE}storyboard.pdf?paper={paper}")

    assert pages_in(answer.content) == 1
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="clinic-storyboard-1')


def test_a_storyboard_is_taken_along_as_a_slide(client, clinic):
    assert len(opened(client.get(f"{HERE}storyboard.pptx").content).slides) == 1


@pytest.mark.parametrize("asked", ["storyboard.doc", "storyboard.pdf?paper=a4"])
def test_a_format_or_paper_that_there_is_not_is_not_found(client, clinic, asked):
    assert client.get(HERE + asked).status_code == 404


@pytest.mark.parametrize("teams", [1, 3])
def test_a_gallery_asks_as_few_questions_for_three_teams_as_for_one(
    client, world, clinic, django_assert_num_queries, teams
):
    published(world, clinic, world.farah)
    for _ in range(teams - 1):
        published(world, TeamFactory(parent=world.sugar, organisation=clinic.organisation, signed=False), world.farah)
    client.force_login(world.gil.account)

    # Session, account, memberships, spaces, agreements twice, collaborative, calendar twice, storyboards.
    with django_assert_num_queries(10):
        answer = client.get("/spaces/sugar/storyboards/1/")

    assert text_of(answer).count("at-gallery__card") == teams


# --- leaflets --------------------------------------------------------------------------------------------------------


def test_a_leaflet_begins_with_words_is_read_published_and_found_by_everybody(client, world):
    world.everybody()
    client.force_login(world.amina.account)
    begun = client.get("/teams/ward-7/leaflets/?language=en-gb", follow=True)
    assert "never share who you are" in text_of(begun)
    client.post("/teams/ward-7/leaflets/en-gb/write/", LEAFLET)
    client.force_login(world.ben.account)
    client.post("/teams/ward-7/leaflets/en-gb/read/", {"version": 1})
    client.force_login(world.amina.account)
    client.post("/teams/ward-7/leaflets/en-gb/publish/")
    client.logout()

    answer = client.get(f"/leaflets/{Leaflet.objects.get().code}/")

    assert "We say it in plain words." in text_of(answer)
    assert "Read by a patient partner of our team" in text_of(answer)


def test_a_leaflet_that_nobody_has_read_cannot_be_published(client, world):
    leaflet(world)
    client.force_login(world.amina.account)

    answer = client.post("/teams/ward-7/leaflets/en-gb/publish/", follow=True)

    assert "reads it first" in text_of(answer)
    assert not Leaflet.objects.get().is_published


def test_a_partner_who_read_older_words_is_told(client, world):
    leaflet(world)
    client.force_login(world.ben.account)

    answer = client.post("/teams/ward-7/leaflets/en-gb/read/", {"version": 7}, follow=True)

    assert "Somebody else changed this" in text_of(answer)


def test_words_that_are_hard_to_read_are_remarked_upon(client, world):
    made = leaflet(world)
    Leaflet.objects.filter(pk=made.pk).update(
        why="Multidisciplinary practitioners systematically investigate implementation opportunities and " * 3
    )
    client.force_login(world.amina.account)

    said = text_of(client.get("/teams/ward-7/leaflets/en-gb/"))

    assert "Can it be two?" in said
    assert "somebody of eleven" in said


def test_a_leaflet_in_another_language_says_which(client, world):
    world.everybody()
    client.force_login(world.amina.account)
    client.post("/teams/ward-7/leaflets/cr/write/", {**LEAFLET, "why": "ᓀᐦᐃᔭᐍᐏᐣ"})

    said = text_of(client.get("/teams/ward-7/leaflets/cr/"))

    assert 'lang="cr"' in said
    assert "ᓀᐦᐃᔭᐍᐏᐣ" in said


def test_a_language_that_there_is_not_is_not_found(client, world):
    client.force_login(world.amina.account)

    assert client.get("/teams/ward-7/leaflets/xx/write/").status_code == 404


def test_two_who_write_a_leaflet_see_both_texts(client, world):
    leaflet(world)
    client.force_login(world.amina.account)

    answer = client.post("/teams/ward-7/leaflets/en-gb/write/", {**SAID, "why": "Mine.", "version": 0})

    assert answer.status_code == 409


def test_a_leaflet_is_printed_small_and_large(client, world):
    code = published_leaflet(world).code

    files = [client.get(f"/leaflets/{code}/leaflet.pdf{paper}") for paper in ("", "?paper=a4")]

    assert [pages_in(each.content) for each in files] == [1, 1]
    assert client.get(f"/leaflets/{code}/leaflet.pdf?paper=a1").status_code == 404


def test_a_leaflet_taken_back_is_found_by_nobody(client, world):
    code = published_leaflet(world).code
    client.force_login(world.amina.account)

    client.post("/teams/ward-7/leaflets/en-gb/take-back/")

    assert client.get(f"/leaflets/{code}/").status_code == 404
