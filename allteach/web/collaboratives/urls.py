from django.urls import path

from allteach.web.collaboratives import charters, teams, thresholds, views

app_name = "collaboratives"
urlpatterns = [
    path("spaces/", teams.spaces, name="spaces"),
    path("spaces/new/", teams.begin, name="begin"),
    path("spaces/<slug:space>/", views.collaborative, name="collaborative"),
    path("spaces/<slug:space>/charter/", charters.charter, name="charter"),
    path("spaces/<slug:space>/charter/write/", charters.write_charter, name="write_charter"),
    path("spaces/<slug:space>/charter/approve/", charters.approve_charter, name="approve_charter"),
    path("spaces/<slug:space>/thresholds/", thresholds.set_thresholds, name="set_thresholds"),
    path("spaces/<slug:space>/teams/", teams.teams, name="teams"),
    path("spaces/<slug:space>/teams/new/", teams.add_team, name="add_team"),
    path("teams/<slug:team>/profile/", teams.change_profile, name="change_profile"),
    path("teams/<slug:team>/leave-collaborative/", teams.withdraw_team, name="withdraw_team"),
]
