"""Who is asking, and the rule that people sign in first."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.utils import timezone, translation

from allteach.people.models import Person


class PersonMiddleware:
    """Set `request.person`: the account's person, or a stranger who is in no space.

    The language is the person's, the times shown are in the person's zone. Standing is computed when first asked for.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        person = (
            request.user.person if request.user.is_authenticated else Person(name="", language=request.LANGUAGE_CODE)
        )
        request.person = person
        if person.pk:
            with timezone.override(person.time_zone), translation.override(person.language):
                request.LANGUAGE_CODE = translation.get_language()
                return self.get_response(request)
        return self.get_response(request)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """People sign in before they see anything; pages opt out with @login_not_required.

    The API answers its strangers itself.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.path.startswith("/api/") or request.path.startswith(settings.STATIC_URL):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class HeadersMiddleware:
    """What every answer tells a browser besides the content security policy: to use nothing of the device, and to keep
    no page of somebody signed in where another could find it. A view that says how it may be kept is believed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        person = getattr(request, "person", None)  # None where not even that could be found out.
        if person is not None and person.pk:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
