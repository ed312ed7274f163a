from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "allteach.measures"
    label = "measures"
