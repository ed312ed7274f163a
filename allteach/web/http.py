"""Answering: a page, its part or one of its tables as a file; and leaving for another page."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from allteach.web.tables import Table, file_asked_for, shown_table


def page(
    request: HttpRequest,
    template: str,
    context: dict,
    *,
    part: str | None = None,
    status: int = 200,
    tables: Sequence[Table] = (),
) -> HttpResponseBase:
    """Render a page, or for htmx only its named part; or, where the address asks for it, one of its tables as a file.

    One address, one view and one template serve people with and without JavaScript. Templates find the tables by key:
    `{% listing tables.measures %}`.
    """
    if file := file_asked_for(request, tables):
        return file
    if place := context.get("place"):
        context = {**context, "place": place.seen_by(getattr(request, "person", None))}
    context = {**context, "tables": {table.key: shown_table(table, request) for table in tables}}
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
