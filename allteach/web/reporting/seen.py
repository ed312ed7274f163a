"""What the writer of a grid saw when it was shown to them: carried by the form, so that nobody is overruled unseen."""

import json
from dataclasses import dataclass

FIELD = "seen"  # Of each row; not typed by anybody.
LONGEST = 8_000


@dataclass(frozen=True)
class Seen:
    """What stood in one row: the version of the stored value (0 for none), and the texts of its boxes."""

    version: int
    texts: dict[str, str]

    def __str__(self):
        return json.dumps([self.version, self.texts], ensure_ascii=False, separators=(",", ":"))


def seen_in(data) -> dict[str, Seen]:
    """What a grid's form says that its writer saw, by row. What cannot be read was not seen."""
    found = {}
    for name, text in data.items():
        key, _colon, field = name.rpartition(":")
        if key and field == FIELD and (seen := read(text)) is not None:
            found[key] = seen
    return found


def read(text: str) -> Seen | None:
    """One row's, from the form."""
    try:
        version, texts = json.loads(text[:LONGEST])
    except (ValueError, TypeError, RecursionError):
        return None
    if type(version) is not int or not 0 <= version < 2**31 or not isinstance(texts, dict):
        return None
    return Seen(version, {name: said for name, said in texts.items() if isinstance(said, str)})
