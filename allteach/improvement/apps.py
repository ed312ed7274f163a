from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "allteach.improvement"
    label = "improvement"
