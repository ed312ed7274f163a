from django.urls import path

from allteach.web.collaboratives import views

app_name = "collaboratives"
urlpatterns = [
    path("spaces/<slug:space>/", views.collaborative, name="collaborative"),
]
