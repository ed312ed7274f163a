from django.urls import path

from allteach.web.measures import definitions, views

app_name = "measures"
urlpatterns = [
    path("spaces/<slug:space>/measures/", definitions.measures, name="measures"),
    path("spaces/<slug:space>/measures/new/", definitions.define, name="define"),
    path("spaces/<slug:space>/measures/<slug:measure>/", definitions.measure, name="measure"),
    path("spaces/<slug:space>/measures/<slug:measure>/change/", definitions.change, name="change"),
    path("teams/<slug:team>/measures/<slug:measure>/", views.chart, name="chart"),
    path("teams/<slug:team>/measures/<slug:measure>/<period:period>/", views.report_value, name="report_value"),
]
