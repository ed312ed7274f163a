"""Showing with a code in a mail that an address is one's own. What the session keeps of the code is a digest."""

import hmac
import secrets
import time

from django.conf import settings
from django.http import HttpRequest

from allteach.messaging.codes import send_code

PROOF = "proof of address"
LASTS = 15 * 60
TRIES = 5


def send_proof(request: HttpRequest, *, about: str, email: str, name: str, language: str) -> None:
    """Send a code to an address. Raises ValidationError, in words, when the mail cannot be sent.

    `about` says what it is for: a code for one thing opens no other.
    """
    code = f"{secrets.randbelow(10**6):06d}"
    send_code(email=email, name=name, code=code, language=language)
    request.session[PROOF] = {"digest": _digest(about, code), "until": time.time() + LASTS, "tries": 0}


def was_sent(request: HttpRequest) -> bool:
    """Whether a code is on its way to somebody in this browser."""
    return PROOF in request.session


def is_right(request: HttpRequest, *, about: str, code: str) -> bool:
    """Whether this is the code that was sent for this; each try is counted, and there are few."""
    proof = request.session.get(PROOF)
    if not proof or proof["tries"] >= TRIES or proof["until"] < time.time():
        return False
    request.session[PROOF] = proof | {"tries": proof["tries"] + 1}
    return hmac.compare_digest(proof["digest"], _digest(about, code.strip()))


def forget_proof(request: HttpRequest) -> None:
    """Let the code be of no use any more."""
    request.session.pop(PROOF, None)


def _digest(about: str, code: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{about}:{code}".encode(), "sha256").hexdigest()
