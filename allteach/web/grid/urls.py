from django.urls import path

from allteach.web.grid import views

app_name = "grid"
urlpatterns = [
    path("spaces/<slug:space>/grid/", views.team_grid, name="team_grid"),
]
