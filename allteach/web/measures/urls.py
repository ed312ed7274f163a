from django.urls import path

from allteach.web.measures import definitions, downloads, goals, marks, views

app_name = "measures"
urlpatterns = [
    path("spaces/<slug:space>/measures/", definitions.measures, name="measures"),
    path("spaces/<slug:space>/measures/new/", definitions.define, name="define"),
    path("spaces/<slug:space>/measures/<slug:measure>/", definitions.measure, name="measure"),
    path("spaces/<slug:space>/measures/<slug:measure>/change/", definitions.change, name="change"),
    path("spaces/<slug:space>/measures/<slug:measure>/goal/", goals.set_target, name="set_target"),
    path(
        "spaces/<slug:space>/measures/<slug:measure>/together.<str:form>", downloads.together_file, name="together_file"
    ),
    path("teams/<slug:team>/measures/<slug:measure>/", views.chart, name="chart"),
    path("teams/<slug:team>/measures/<slug:measure>/notes/new/", marks.annotate, name="annotate"),
    path(
        "teams/<slug:team>/measures/<slug:measure>/notes/<int:note>/", marks.change_annotation, name="change_annotation"
    ),
    path(
        "teams/<slug:team>/measures/<slug:measure>/notes/<int:note>/off/",
        marks.take_off_annotation,
        name="take_off_annotation",
    ),
    path("teams/<slug:team>/measures/<slug:measure>/baseline/", marks.set_baseline, name="set_baseline"),
    path(
        "teams/<slug:team>/measures/<slug:measure>/baseline/<int:baseline>/off/",
        marks.remove_baseline,
        name="remove_baseline",
    ),
    path("teams/<slug:team>/measures/<slug:measure>/chart.<str:form>", downloads.chart_file, name="chart_file"),
    path("teams/<slug:team>/measures/<slug:measure>/values.<str:form>", downloads.values_file, name="values_file"),
    path("spaces/<slug:space>/values.<str:form>", downloads.all_values_file, name="all_values_file"),
    path("teams/<slug:team>/measures/<slug:measure>/<period:period>/leave-out/", marks.leave_out, name="leave_out"),
    path("teams/<slug:team>/measures/<slug:measure>/<period:period>/", views.report_value, name="report_value"),
]
