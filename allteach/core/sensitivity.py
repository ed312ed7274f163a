"""What a field may say of people, and what follows: whether it is in "my data as a file", and whether erasure takes it.

Every app sorts the fields of its models in its `privacy.py` (`FIELDS`); a test fails while one is missing. To add a
field, write its name under the sensitivity it has.
"""

import importlib
from dataclasses import dataclass

from django.apps import apps
from django.db import models


@dataclass(frozen=True)
class Sensitivity:
    """How near a field is to a person."""

    key: str
    words: str
    is_exported: bool  # Given to a person who asks for their data.
    is_erased: bool  # Emptied when they ask to be forgotten; the row goes where nothing else is left in it.


def _sensitivity(key: str, words: str, *, exported: bool, erased: bool) -> Sensitivity:
    return Sensitivity(key, words, is_exported=exported, is_erased=erased)


NOTHING_PERSONAL = _sensitivity("nothing_personal", "Says nothing of anybody.", exported=False, erased=False)
COUNT = _sensitivity(
    "count", "Counts people, none of whom is here; small ones are hidden from others.", exported=False, erased=False
)
WHO = _sensitivity("who", "Says who it was: once forgotten, a former member.", exported=True, erased=False)
FREE_TEXT = _sensitivity(
    "free_text", "Words others rely on, searched for identifiers before they are kept.", exported=True, erased=False
)
AMONG_FEW = _sensitivity(
    "among_few",
    "Words of those who decide, among themselves: not the writer's alone to take, and told when it is decided.",
    exported=False,
    erased=False,
)
RECORD = _sensitivity("record", "A name that an agreement needs: kept as long as it.", exported=True, erased=False)
PERSONAL = _sensitivity(
    "personal", "Tells who a person is, where they belong or how to reach them.", exported=True, erased=True
)
SENSITIVE = _sensitivity(
    "sensitive", "May tell of somebody's health or background: theirs to give and to take.", exported=True, erased=True
)
SECRET = _sensitivity(
    "secret", "Lets somebody in, or proves that it is they: never shown.", exported=False, erased=True
)

SENSITIVITIES = {
    sensitivity.key: sensitivity
    for sensitivity in (NOTHING_PERSONAL, COUNT, WHO, FREE_TEXT, AMONG_FEW, RECORD, PERSONAL, SENSITIVE, SECRET)
}

Fields = dict[str, dict[Sensitivity, str]]  # {model: {sensitivity: "field field …"}}


def sensitivities_of(model: type[models.Model]) -> dict[str, Sensitivity]:
    """The sensitivity of each of a model's own fields, by name. Raises KeyError for a model that nobody sorted."""
    by_sensitivity = all_fields()[model._meta.label]
    return {name: sensitivity for sensitivity, names in by_sensitivity.items() for name in names.split()}


def all_fields() -> Fields:
    """What every app of ours says, by the model's whole name ("people.Person"), libraries' models included."""
    found: Fields = {}
    for app in apps.get_app_configs():
        if app.name.startswith("allteach.") and app.models_module:
            module = importlib.import_module(f"{app.name}.privacy")
            found |= {f"{app.label}.{model}": fields for model, fields in module.FIELDS.items()}
            found |= getattr(module, "LIBRARY_FIELDS", {})
    return found
