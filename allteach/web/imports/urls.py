from django.urls import path

from allteach.web.imports import views

# The same pages for a collaborative and for a team: what stands before them says which.
PAGES = (
    ("import/", views.imports, "imports"),
    ("import/<int:number>/", views.value_import, "value_import"),
    ("import/<int:number>/progress/", views.progress, "progress"),
    ("import/<int:number>/columns/", views.map_columns, "map_columns"),
    ("import/<int:number>/questions/", views.answer, "answer"),
    ("import/<int:number>/take-over/", views.take_over, "take_over"),
    ("import/<int:number>/take-back/", views.take_back, "take_back"),
    ("import/<int:number>/leave/", views.leave, "leave"),
    ("import/<int:number>/again/", views.try_again, "try_again"),
    ("import/<int:number>/refused.<str:form>", views.refused, "refused"),
)

app_name = "imports"
urlpatterns = [
    path(f"{place}{address}", view, name=name)
    for place in ("spaces/<slug:space>/", "teams/<slug:team>/")
    for address, view, name in PAGES
]
