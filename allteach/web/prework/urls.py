from django.urls import path

from allteach.web.prework import views

app_name = "prework"
urlpatterns = [
    path("spaces/<slug:space>/prework/", views.prework_of_all, name="prework_of_all"),
    path("teams/<slug:team>/prework/", views.prework, name="prework"),
    path("teams/<slug:team>/prework/<slug:item>/sign-off/", views.sign_off, name="sign_off"),
    path("teams/<slug:team>/prework/<slug:item>/undo/", views.undo_sign_off, name="undo_sign_off"),
    path("teams/<slug:team>/readiness/", views.readiness, name="readiness"),
    path("teams/<slug:team>/readiness/review/", views.review_readiness, name="review_readiness"),
]
