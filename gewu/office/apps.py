from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "gewu.office"
    label = "office"
    verbose_name = "机构"
    default_auto_field = "django.db.models.BigAutoField"
