"""Who is calling: a program with a key, or a page of ours in somebody's session."""

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer, SessionAuth

from allteach.people.models import Person
from allteach.people.queries import token_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class TokenKey(HttpBearer):
    """A key in the header: `Authorization: Bearer allteach_…`. A key that may only read is refused a write with 403."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        found = token_of(token)
        if found is None:
            return None
        if request.method not in SAFE and not found.can_write:
            raise HttpError(403, "This key may only read.")
        request.person = found.person
        return found.person


class InSession(SessionAuth):
    """Somebody signed in with a browser: the API's own page uses it to try things out."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:  # noqa: ARG002 - the library's signature
        return request.person if request.user.is_authenticated else None
