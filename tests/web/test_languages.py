"""Pages in the reader's language: whoever is signed in chose one, strangers are answered as their browser asks."""

from decimal import Decimal

import pytest
from django.urls import reverse

from allteach.measures.models import Measurement
from tests.factories import MeasureFactory, TeamMeasureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wait(world):
    return TeamMeasureFactory(
        team=world.clinic,
        measure=MeasureFactory(space=world.sugar, title="Attente", slug="wait", kind_key="mean"),
        values=[10, 11],
    )


def in_french(client, person):
    person.language = "fr-ca"
    person.save()
    client.force_login(person.account)


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
