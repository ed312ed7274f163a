"""The product's own addresses, and a signed-in page that holds nothing: what any page costs before it shows a thing."""

from django.urls import path

from allteach import urls
from allteach.web.http import page

handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


def nothing(request):
    """The base page, through the same middleware, with nothing in it."""
    return page(request, "base.html", {})


urlpatterns = [*urls.urlpatterns, path("bench/nothing/", nothing, name="nothing")]
