"""Help, statements, and what browsers and machines ask a site for. All of it is open to strangers."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from allteach.web.http import page
from allteach.web.pages.samples import SAMPLE_TABLES, samples

PUBLIC = ("help", "accessibility", "privacy", "cookies")
SECURITY_VALID_FOR = timedelta(days=180)


@login_not_required
@require_safe
def words(request, name):
    """A page of words: help, or a statement."""
    return page(request, f"pages/{name}.html", {})


@login_not_required
@require_safe
def robots(request):
    """What search engines may read: the public pages and nothing else."""
    lines = ["User-agent: *", *(f"Allow: {reverse(name)}$" for name in PUBLIC), "Disallow: /"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def security(request):
    """Where to tell us of a weakness, as RFC 9116 asks."""
    expires = (timezone.now() + SECURITY_VALID_FOR).replace(microsecond=0)
    lines = [
        f"Contact: mailto:{settings.SUPPORT_ADDRESS}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: en, fr, cy",
        f"Canonical: {settings.SITE_ADDRESS}{reverse('security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def manifest(request):
    """How the site presents itself when it is put on a phone's first screen."""
    icons = [
        {"src": static("icons/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("icons/mark-180.png"), "sizes": "180x180", "type": "image/png"},
    ]
    said = {
        "name": "Allteach",
        "short_name": "Allteach",
        "description": _("Where teams improve health care together"),
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#f7f5ef",
        "theme_color": "#12382d",
        "icons": icons,
    }
    return JsonResponse(said, content_type="application/manifest+json")


@login_not_required
@require_safe
def favicon(request):
    """The mark, for browsers that ask without having read a page."""
    return HttpResponseRedirect(static("icons/mark.svg"))


@login_not_required
@require_http_methods(["GET", "POST"])
def components(request):
    """Every component in every state. Only in development and tests."""
    return page(request, "pages/components.html", samples(request), tables=SAMPLE_TABLES)
