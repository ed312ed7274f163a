"""Every address of the site."""

from django.urls import include, path

from allteach.api.root import api
from allteach.web import converters, health  # noqa: F401 - registers "period" before the addresses below use it
from allteach.web.people import urls as people

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/", api.urls),
    path("accounts/", include("allteach.web.accounts.urls")),
    path("", include("allteach.web.home.urls")),
    path("", include("allteach.web.collaboratives.urls")),
    path("", include("allteach.web.recruitment.urls")),
    path("", include("allteach.web.prework.urls")),
    path("", include("allteach.web.calendars.urls")),
    path("", include("allteach.web.documents.urls")),
    path("", include("allteach.web.coaching.urls")),
    path("", include("allteach.web.improvement.urls")),
    path("", include("allteach.web.measures.urls")),
    path("", include("allteach.web.monthly_reports.urls")),
    path("", include("allteach.web.senior_leaders.urls")),
    path("", include("allteach.web.meetings.urls")),
    path("", include("allteach.web.imports.urls")),
    path("", include("allteach.web.reporting.urls")),
    path("", include("allteach.web.teams.urls")),
    path("", include("allteach.web.pages.urls")),
    path("", include("allteach.web.people.urls")),
    path("", include(people.frame_urlpatterns)),
    path("", include("allteach.web.spaces.urls")),
    path("", include("allteach.web.staff.urls")),
    path("", include("allteach.web.grid.urls")),
    path("", include("allteach.web.scores.urls")),
    path("", include("allteach.web.congress.urls")),
]

handler400 = "allteach.web.errors.bad_request"
handler403 = "allteach.web.errors.not_allowed"
handler404 = "allteach.web.errors.not_found"
handler429 = "allteach.web.errors.too_many_requests"  # Asked for by allauth.
handler500 = "allteach.web.errors.broken"
