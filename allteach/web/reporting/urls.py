from django.urls import path

from allteach.web.reporting import views

app_name = "reporting"
urlpatterns = [
    path("teams/<slug:team>/values/", views.oldest, name="oldest"),
    path("teams/<slug:team>/values/<period:period>/", views.grid, name="grid"),
    path("teams/<slug:team>/values/<period:period>/keep/", views.keep, name="keep"),
    path("teams/<slug:team>/values/<period:period>/paste/", views.paste, name="paste"),
    path("teams/<slug:team>/values/<period:period>/nothing/", views.nothing, name="nothing"),
    path("teams/<slug:team>/values/<period:period>/<str:row>/", views.one, name="one"),
]
