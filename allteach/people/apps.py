from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "allteach.people"
    label = "people"
