from django.urls import path

from allteach.web.calendars import views

app_name = "calendars"
urlpatterns = [
    path("spaces/<slug:space>/calendar/", views.calendar, name="calendar"),
    path("spaces/<slug:space>/calendar/set/", views.set_calendar, name="set_calendar"),
    path("spaces/<slug:space>/calendar/<slug:key>/move/", views.move_entry, name="move_entry"),
]
