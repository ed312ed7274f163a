"""How one event is bound to the one before it."""

import hashlib
import json
from datetime import datetime

from allteach.core.models import Event


def link(event: Event) -> str:
    """The digest that binds an event to the one before it."""
    at = event.at if isinstance(event.at, datetime) else datetime.fromisoformat(event.at)
    said = [
        event.previous,
        event.space,
        event.sequence,
        event.name,
        int(at.timestamp() * 1_000_000),
        event.by,
        event.about,
        event.subject,
        event.facts,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
