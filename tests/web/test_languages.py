"""Pages in the reader's language: whoever is signed in chose one, strangers are answered as their browser asks."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from allteach.measures.models import Measurement, Sheet
from tests.factories import MeasureFactory, TeamMeasureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wait(world):
    return TeamMeasureFactory(
        team=world.clinic,
        measure=MeasureFactory(space=world.sugar, title="Attente", slug="wait", kind_key="mean"),
        values=[10, 11],
    )


def speak(client, person, language):
    person.language = language
    person.save()
    client.force_login(person.account)


def in_french(client, person):
    speak(client, person, "fr-ca")


@pytest.mark.parametrize(
    ("asked", "language", "words"),
    [
        ("fr-CA,fr;q=0.9", "fr-ca", "Nous envoyons un code à votre courriel."),
        ("fr", "fr-ca", "Nous envoyons un code à votre courriel."),
        ("en-US,en", "en-gb", "We send a code to your e-mail."),
        ("tlh", "en-gb", "We send a code to your e-mail."),
    ],
)
def test_strangers_sign_in_in_the_language_of_their_browser(client, asked, language, words):
    page = client.get(reverse("account_login"), headers={"accept-language": asked}).content.decode()

    assert f'<html lang="{language}"' in page
    assert words in page


def test_a_number_typed_with_a_comma_is_sent_from_a_grid_in_french(client, world, wait):
    in_french(client, world.farah)
    address = reverse("reporting:grid", args=["clinic", "2025-03"])
    page = client.get(address).content.decode()
    assert '<html lang="fr-ca"' in page
    assert "Vos chiffres" in page
    assert "mars 2025" in page

    answer = client.post(address, {f"{wait.pk}:value": "12,5", "do": "send"}, follow=True)

    assert "mars 2025\N{NO-BREAK SPACE}: c’est envoyé. Merci." in answer.content.decode()
    assert Measurement.objects.get(team_measure=wait, period_start="2025-03-01").value == Decimal("12.5")


def test_a_number_typed_with_a_point_is_explained_in_french(client, world, wait):
    in_french(client, world.farah)

    page = client.post(
        reverse("reporting:grid", args=["clinic", "2025-03"]), {f"{wait.pk}:value": "12.5", "do": "send"}
    ).content.decode()

    assert "Écrivez les décimales avec «\N{NO-BREAK SPACE},\N{NO-BREAK SPACE}»." in page
    assert 'value="12.5"' in page


@pytest.mark.parametrize(
    ("writer", "typed", "reader", "shown"), [("fr-ca", "12,50", "en-gb", "12.50"), ("en-gb", "12.50", "fr-ca", "12,50")]
)
def test_a_draft_is_read_and_sent_in_the_form_of_whoever_opens_it(client, world, wait, writer, typed, reader, shown):
    address = reverse("reporting:grid", args=["clinic", "2025-03"])
    speak(client, world.farah, writer)
    client.post(address, {f"{wait.pk}:value": typed, f"{wait.pk}:seen": '[0,{"value":""}]', "do": "keep"})

    colleague = world._person("Hana", (world.clinic, "team_member"))
    speak(client, colleague, reader)
    page = client.get(address).content.decode()
    [seen] = re.findall(rf'name="{wait.pk}:seen" value="([^"]*)"', page)
    client.post(address, {f"{wait.pk}:value": shown, f"{wait.pk}:seen": unescape(seen), "do": "send"})

    assert f'value="{shown}"' in page
    assert Measurement.objects.get(team_measure=wait, period_start="2025-03-01").value == Decimal("12.5")


def test_what_is_no_number_in_the_writer_s_form_is_none_for_the_reader_either(client, world, wait):
    address = reverse("reporting:grid", args=["clinic", "2025-03"])
    speak(client, world.farah, "fr-ca")
    client.post(address, {f"{wait.pk}:value": "1.204", f"{wait.pk}:seen": '[0,{"value":""}]', "do": "keep"})

    sheet = Sheet.objects.get()

    assert (sheet.typed, sheet.meant) == ({str(wait.pk): {"value": "1.204"}}, {})


def test_a_draft_seen_in_another_form_and_left_as_it_was_is_no_edit(client, world, wait):
    address = reverse("reporting:grid", args=["clinic", "2025-03"])
    speak(client, world.farah, "fr-ca")
    client.post(address, {f"{wait.pk}:value": "12,5", f"{wait.pk}:seen": '[0,{"value":""}]', "do": "keep"})

    speak(client, world._person("Hana", (world.clinic, "team_member")), "en-gb")
    client.post(address, {f"{wait.pk}:value": "12.5", f"{wait.pk}:seen": '[0,{"value":"12.5"}]', "do": "keep"})

    sheet = Sheet.objects.get()
    assert (sheet.typed, sheet.meant) == ({str(wait.pk): {"value": "12,5"}}, {str(wait.pk): {"value": "12.5"}})


def test_both_texts_of_a_clash_are_shown_in_the_form_of_whoever_is_second(client, world, wait):
    address = reverse("reporting:keep", args=["clinic", "2025-03"])
    speak(client, world.farah, "fr-ca")
    client.post(address, {f"{wait.pk}:value": "12,5", f"{wait.pk}:seen": '[0,{"value":""}]'})

    speak(client, world._person("Hana", (world.clinic, "team_member")), "en-gb")
    answer = client.post(address, {f"{wait.pk}:value": "13.5", f"{wait.pk}:seen": '[0,{"value":""}]'})

    assert answer.status_code == 409
    assert "It now says 12.5." in answer.content.decode()
