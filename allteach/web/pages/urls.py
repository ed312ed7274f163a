from django.conf import settings
from django.urls import path

from allteach.web.pages import views

urlpatterns = [
    path("help/", views.words, {"name": "help"}, name="help"),
    path("accessibility/", views.words, {"name": "accessibility"}, name="accessibility"),
    path("privacy/", views.words, {"name": "privacy"}, name="privacy"),
    path("cookies/", views.words, {"name": "cookies"}, name="cookies"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("favicon.ico", views.favicon, name="favicon"),
]

if settings.SHOW_COMPONENTS:
    urlpatterns += [path("components/", views.components, name="components")]
