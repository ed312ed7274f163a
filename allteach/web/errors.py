"""Pages for when something is not as it should be: each says what happened and what to do next.

500 and 503 are drawn without the request, so that they stand when the database, the session or a page's own values do
not. htmx does not put any of these into a page: it keeps the form as it was typed and says so (parts/trouble.js).
"""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

WAIT = 60  # Seconds after which it makes sense to try again.


def bad_request(request, exception=None):
    """400: what was sent cannot be read; 413 when it is simply too much."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return render(request, "errors/bad_request.html", status=400)


def too_large(request):
    """413: more than is taken at once."""
    return render(request, "errors/too_large.html", status=413)


def not_allowed(request, exception=None):
    """403: the person may know of it, but not do this. An action's reason is shown when it gave one."""
    return render(request, "errors/not_allowed.html", {"reason": str(exception or "")}, status=403)


def lost_form_key(request, reason=""):
    """403: the page was open too long, or cookies are off. What was typed is still in the browser."""
    return render(request, "errors/lost_form_key.html", status=403)


def not_found(request, exception=None):
    """404: there is no such page, or none that this person may know of."""
    return render(request, "errors/not_found.html", status=404)


def too_many_requests(request):
    """429: more often than a person would."""
    response = render(request, "errors/too_many_requests.html", status=429)
    response["Retry-After"] = str(WAIT)
    return response


def broken(request):
    """500: our mistake; 503 when it is only that the database cannot be reached."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return away(request)
    return HttpResponse(render_to_string("errors/broken.html"), status=500)


def away(request):
    """503: the office is closed for a moment."""
    response = HttpResponse(render_to_string("errors/away.html"), status=503)
    response["Retry-After"] = str(WAIT)
    return response
