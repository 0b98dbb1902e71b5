from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "gewu.registry"
    verbose_name = "底数"
