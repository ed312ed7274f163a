from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "allteach.web"
    label = "web"
