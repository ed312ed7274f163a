"""Recording what happened, and using a form's one-time key."""

import json
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from allteach.core.chain import link
from allteach.core.models import ChainHead, Event, FormKey


def digest_of(text: str) -> str:
    """A fingerprint of a free text: tells whether it changed, and cannot be read back."""
    return salted_hmac("allteach.core.event", text, algorithm="sha256").hexdigest()


def reference(thing: models.Model) -> str:
    """How events name a row: "measures.measurement:12". A team and a collaborative are both "spaces.space"."""
    table = thing._meta.concrete_model or type(thing)
    return f"{table._meta.label_lower}:{thing.pk}"


@transaction.atomic(savepoint=False)  # Never rolled back apart from the action that calls.
def record(
    name: str,
    *,
    by: models.Model | None,
    about: models.Model,
    space: int | None = None,
    subject: int | None = None,
    texts: dict[str, str] | None = None,
    **facts: Any,
) -> Event:
    """Add one event to its space's chain, in the transaction of the action that calls.

    `facts` are ids and numbers; what somebody wrote goes into `texts` and is kept as a digest only, so that erasing
    the text erases it everywhere.
    """
    if texts:
        facts["texts"] = {key: digest_of(text) for key, text in texts.items()}
    chain = space or 0
    head = ChainHead.objects.select_for_update().filter(space=chain).first() or _first_head(chain)
    event = Event(
        space=chain,
        sequence=head.sequence + 1,
        name=name,
        at=timezone.now(),
        by=by.pk if by is not None else None,
        about=reference(about),
        subject=subject,
        facts=json.loads(json.dumps(facts, default=str)),
        previous=head.digest,
    )
    event.digest = link(event)
    event.save(force_insert=True)
    ChainHead.objects.filter(space=chain).update(sequence=event.sequence, digest=event.digest)
    return event


def _first_head(chain: int) -> ChainHead:
    """The head of a chain that has no event yet, locked: somebody else may be beginning it too."""
    ChainHead.objects.get_or_create(space=chain)
    return ChainHead.objects.select_for_update().get(space=chain)


def use_form_key(key: str) -> FormKey | None:
    """Take a form's one-time key. None if it was taken before: the form was sent twice."""
    taken, is_new = FormKey.objects.get_or_create(key=key[:64], defaults={"used_at": timezone.now()})
    return taken if is_new else None
