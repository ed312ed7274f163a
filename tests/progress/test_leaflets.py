"""The leaflet for patients: written in plain words, read by a patient partner, published."""

import pytest
from django.core.exceptions import ValidationError

from allteach.core.models import Event
from allteach.progress import actions, events
from allteach.progress.leaflet_languages import LANGUAGES, SPOKEN
from allteach.progress.models import Leaflet
from allteach.progress.permissions import can_publish_leaflet, can_review_leaflet, can_write_leaflet
from allteach.progress.plain_words import MOST_GRADE, grade, long_sentences, syllables
from allteach.progress.queries.leaflets import first_words, leaflet_of, leaflets_of, published_leaflet
from tests.factories import AimFactory

SAID = dict.fromkeys(("why", "notice", "choice", "counting", "ideas", "ask"), "We say it in plain words.")


def written(world, **answers):
    return actions.write_leaflet(team=world.ward_7, language="en-gb", by=world.amina, **{**SAID, **answers})


def published(world):
    leaflet = actions.review_leaflet(leaflet=written(world), by=world.ben)
    return actions.publish_leaflet(leaflet=leaflet, by=world.amina)


def test_a_leaflet_begins_with_words_that_a_child_of_eleven_can_read(world):
    words = first_words(world.ward_7, "en-gb", seen_by=world.amina)

    assert grade(" ".join(words.values())) <= MOST_GRADE
    assert [name for name, said in words.items() if not said] == []


def test_a_leaflet_begins_with_the_teams_aim(world):
    AimFactory(team=world.ward_7, title="reduce falls", wording__why_it_matters="A fall can cost a summer.")

    words = first_words(world.ward_7, "en-gb", seen_by=world.amina)

    assert words["why"] == "Our team wants to reduce falls. A fall can cost a summer."


@pytest.mark.parametrize("language", sorted(SPOKEN - {"en-gb"}))
def test_a_language_that_the_site_speaks_has_every_first_word(world, language):
    english, spoken = (first_words(world.ward_7, each, seen_by=world.amina) for each in ("en-gb", language))

    assert [name for name, said in spoken.items() if said == english[name]] == []


def test_a_language_that_the_site_does_not_speak_begins_empty(world):
    assert not LANGUAGES["cr"].is_spoken
    assert set(first_words(world.ward_7, "cr", seen_by=world.amina).values()) == {""}


def test_what_is_written_is_seen_by_the_team_alone(world):
    leaflet = written(world)

    assert leaflets_of(world.ward_7, seen_by=world.ben) == [leaflet]
    assert leaflets_of(world.ward_7, seen_by=world.chidi) == []
    assert published_leaflet(leaflet.code) is None


def test_a_patient_partner_reads_it_before_it_is_published(world):
    leaflet = written(world)

    with pytest.raises(ValidationError, match="reads it first"):
        actions.publish_leaflet(leaflet=leaflet, by=world.amina)
    with pytest.raises(ValidationError, match="A patient partner of the team"):
        actions.review_leaflet(leaflet=leaflet, by=world.amina)

    assert not Leaflet.objects.get().is_published


def test_a_published_leaflet_is_found_by_its_code(world):
    leaflet = published(world)

    assert published_leaflet(leaflet.code) == leaflet
    assert leaflet.shown == {**SAID, "reviewed_on": leaflet.reviewed_on.isoformat()}
    assert Event.objects.filter(name=events.LEAFLET_REVIEWED).count() == 1


def test_a_word_changed_is_to_be_read_again_and_what_is_published_stays(world):
    code = published(world).code
    changed = written(world, why="We say it in other words.")

    assert not changed.is_reviewed
    assert published_leaflet(code).shown["why"] == SAID["why"]
    assert written(world, why="We say it in other words.").version == changed.version


def test_reading_twice_is_recorded_once(world):
    leaflet = actions.review_leaflet(leaflet=written(world), by=world.ben)

    assert actions.review_leaflet(leaflet=leaflet, by=world.ben).version == leaflet.version


def test_who_reads_words_that_changed_meanwhile_is_told(world):
    leaflet = written(world)
    written(world, why="We say it in other words.")

    with pytest.raises(ValidationError) as refused:
        actions.review_leaflet(leaflet=leaflet, version=leaflet.version, by=world.ben)

    assert refused.value.code == "conflict"


def test_a_leaflet_taken_back_loses_its_link(world):
    leaflet = published(world)

    again = actions.take_back_leaflet(leaflet=leaflet, by=world.amina)
    actions.take_back_leaflet(leaflet=again, by=world.amina)

    assert published_leaflet(leaflet.code) is None
    assert again.code != leaflet.code
    assert Event.objects.filter(name=events.LEAFLET_TAKEN_BACK).count() == 1


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"language": "xx"}, "language"),
        ({"why": " "}, "why"),
        ({"ask": "x" * 501}, "ask"),
        ({"ask": "Write to ann@mail.example"}, "ask"),
    ],
)
def test_what_cannot_be_is_refused_at_its_question(world, answers, field):
    with pytest.raises(ValidationError) as refused:
        actions.write_leaflet(team=world.ward_7, by=world.amina, **{**SAID, "language": "en-gb", **answers})

    assert set(refused.value.error_dict) == {field}
    assert not Leaflet.objects.exists()


def test_the_team_writes_its_partner_reads_its_lead_publishes(world):
    leaflet = written(world)

    assert can_write_leaflet(world.ben, world.ward_7)
    assert not can_write_leaflet(world.dana, world.ward_7)
    assert can_review_leaflet(world.ben, leaflet)
    assert not can_review_leaflet(world.amina, leaflet)
    assert can_publish_leaflet(world.amina, leaflet)
    assert not can_publish_leaflet(world.ben, leaflet)


def test_one_of_several_languages_is_found(world):
    leaflet = written(world)

    assert leaflet_of(world.ward_7, "en-gb", seen_by=world.amina) == leaflet
    assert leaflet_of(world.ward_7, "fr-ca", seen_by=world.amina) is None


@pytest.mark.parametrize(("word", "count"), [("care", 1), ("table", 2), ("patient", 2), ("you", 1), ("diabetes", 3)])
def test_syllables_are_counted_about_right(word, count):
    assert abs(syllables(word) - count) <= 1


def test_long_words_and_sentences_need_more_years_of_school():
    easy = "We count. You choose. Ask us."
    hard = "Multidisciplinary practitioners systematically investigate organisational implementation opportunities."

    assert grade(easy) < 3 < 12 < grade(hard)
    assert grade("…") is None


def test_a_sentence_without_a_breath_is_named_by_its_first_words():
    assert long_sentences("Short. " + "word " * 21) == ["word word word word word"]
