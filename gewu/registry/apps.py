from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "gewu.registry"
    label = "registry"
    verbose_name = "底数"
    default_auto_field = "django.db.models.BigAutoField"
