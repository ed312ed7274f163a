"""Answering: a page or its part, and leaving for another page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect


def page(
    request: HttpRequest, template: str, context: dict, *, part: str | None = None, status: int = 200
) -> HttpResponse:
    """Render a page, or for htmx only its named part.

    One address, one view and one template serve people with and without JavaScript.
    """
    htmx = request.htmx
    wants_part = part and htmx and not htmx.boosted and not htmx.history_restore_request
    response = render(request, f"{template}#{part}" if wants_part else template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go_to(request: HttpRequest, to, *args, **kwargs) -> HttpResponse:
    """Leave for another page, as a form does that has succeeded.

    htmx would follow an ordinary redirect and put the new page inside the old one.
    """
    address = resolve_url(to, *args, **kwargs)
    if request.htmx:
        return HttpResponseClientRedirect(address)
    return redirect(address)
