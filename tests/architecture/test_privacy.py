"""Every field of every table is sorted by what it says of people, so that export and erasure miss nothing."""

import pytest
from django.apps import apps

from allteach.core.sensitivity import SENSITIVITIES, all_fields, sensitivities_of

MODELS = sorted(
    (model for model in apps.get_models() if not model._meta.proxy),
    key=lambda model: model._meta.label,
)


def own_fields(model) -> set[str]:
    """The columns and many-to-many tables of a model itself; numbers that only identify a row are nobody's."""
    columns = {
        field.name
        for field in model._meta.local_concrete_fields
        if not (field.primary_key and (field.auto_created or field.remote_field))
    }
    return columns | {field.name for field in model._meta.local_many_to_many}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_sorted_by_what_it_says_of_people(model):
    sorted_fields = set(sensitivities_of(model)) if model._meta.label in all_fields() else set()

    assert sorted_fields == own_fields(model)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_field_is_sorted_twice(model):
    names = [name for names in all_fields()[model._meta.label].values() for name in names.split()]

    assert sorted(names) == sorted(set(names))


def test_nothing_is_sorted_that_does_not_exist():
    assert set(all_fields()) == {model._meta.label for model in MODELS}


def test_a_secret_is_never_given_out():
    assert SENSITIVITIES["secret"].is_exported is False


def test_whatever_tells_who_somebody_is_does_not_survive_them():
    personal = {key for key, each in SENSITIVITIES.items() if each.is_erased}

    assert personal == {"personal", "sensitive", "secret"}
