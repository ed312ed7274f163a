from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "allteach.demo"
    label = "demo"
