from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "gewu.matters"
    verbose_name = "事项"
