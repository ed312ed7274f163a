from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "allteach.progress"
    label = "progress"
