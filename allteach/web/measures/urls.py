from django.urls import path

from allteach.web.measures import views

app_name = "measures"
urlpatterns = [
    path("teams/<slug:team>/measures/<slug:measure>/", views.chart, name="chart"),
    path("teams/<slug:team>/measures/<slug:measure>/<period:period>/", views.report_value, name="report_value"),
]
