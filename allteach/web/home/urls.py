from django.urls import path

from allteach.web.home import views

urlpatterns = [path("", views.home, name="home")]
