from django.urls import path

from allteach.web.teams import views

app_name = "teams"
urlpatterns = [
    path("teams/<slug:team>/", views.team, name="team"),
    path("teams/<slug:team>/measures/", views.measures, name="measures"),
]
