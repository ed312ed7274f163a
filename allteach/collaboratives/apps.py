from django.apps import AppConfig


class CollaborativesConfig(AppConfig):
    name = "allteach.collaboratives"
    label = "collaboratives"
