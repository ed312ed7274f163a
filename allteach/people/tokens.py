"""Keys for programs: made at random, shown once, kept as a digest."""

import hashlib
import secrets

PREFIX = "allteach_"  # So that a key in the wrong place is recognised for what it is.


def new_secret() -> str:
    """A new key: 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a key. A plain hash is enough: the key itself is random."""
    return hashlib.sha256(secret.encode()).hexdigest()
