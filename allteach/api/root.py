"""The API: one shape of answer, one shape of error, everywhere."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as Unreadable
from ninja.throttling import AuthRateThrottle

from allteach.api.authentication import InSession, TokenKey
from allteach.api.measures import router as measures
from allteach.api.meetings import router as meetings
from allteach.api.reports import router as reports
from allteach.api.spaces import router as spaces

api = NinjaAPI(
    title="Allteach",
    version="1",
    description=(
        "Read spaces, teams, measures, analyses, reports and meetings; report values. "
        "A key may see and do what its person may: "
        "not to be seen is 404, not allowed is 403. Periods are written 2026-03-14, 2026-W11, 2026-03, 2026-Q1."
    ),
    urls_namespace="api",
    docs_url="docs/",
    auth=[TokenKey(), InSession()],
    throttle=[AuthRateThrottle("600/m")],
)
api.add_router("", spaces, tags=["Spaces"])
api.add_router("", measures, tags=["Measures"])
api.add_router("", reports, tags=["Reports"])
api.add_router("", meetings, tags=["Meetings"])


def problem(request: HttpRequest, status: int, errors: dict[str, list[str]]) -> HttpResponse:
    """The one shape of error: what is wrong, by field; "" for the whole."""
    return api.create_response(request, {"errors": errors}, status=status)


@api.exception_handler(ValidationError)
def broken_rule(request, error):
    """A rule of the domain: 422 by field, 409 when somebody else was quicker."""
    if hasattr(error, "error_dict"):
        return problem(request, 422, error.message_dict)
    return problem(request, 409 if error.code == "conflict" else 422, {"": error.messages})


@api.exception_handler(Unreadable)
def unreadable(request, error):
    """An answer that cannot be read: 422 by field."""
    errors: dict[str, list[str]] = {}
    for found in error.errors:
        errors.setdefault(str(found["loc"][-1]), []).append(found["msg"])
    return problem(request, 422, errors)


@api.exception_handler(Http404)
def not_found(request, error):
    """Not there, or not to be known: the same answer."""
    return problem(request, 404, {"": [_("There is nothing here, or nothing you may know of.")]})


@api.exception_handler(PermissionDenied)
def refused(request, error):
    """Known, but not allowed."""
    return problem(request, 403, {"": [str(error) or _("You may see this, but not change it.")]})


@api.exception_handler(AuthenticationError)
def unknown_caller(request, error):
    """No key, or one that is not in force."""
    return problem(request, 401, {"": [_("Send a key that is in force: Authorization: Bearer …")]})


@api.exception_handler(HttpError)
def said_no(request, error):
    """Anything else that was refused with a status."""
    return problem(request, error.status_code, {"": [str(error)]})


class About(Schema):
    """What this is."""

    name: str
    version: str


@api.get("/", response=About, auth=None, summary="What this is")
def about(request):
    """Name and version; needs no key."""
    return About(name="Allteach", version=api.version)
