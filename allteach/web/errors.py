"""Pages for when something is not as it should be."""

from django.shortcuts import render


def lost_form_key(request, reason=""):
    """The page was open too long, or cookies are off: what was typed is still in the browser."""
    return render(request, "errors/lost_form_key.html", status=403)
