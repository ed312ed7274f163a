from django.urls import path

from allteach.web.calendars import feeds, views

app_name = "calendars"
urlpatterns = [
    path("spaces/<slug:space>/calendar/", views.calendar, name="calendar"),
    path("spaces/<slug:space>/calendar.ics", feeds.collaborative_file, name="collaborative_file"),
    path("calendars/<str:secret>.ics", feeds.own_file, name="own_file"),
    path("me/calendar/", feeds.own_address, name="own_address"),
    path("spaces/<slug:space>/calendar/set/", views.set_calendar, name="set_calendar"),
    path("spaces/<slug:space>/calendar/<slug:key>/move/", views.move_entry, name="move_entry"),
]
