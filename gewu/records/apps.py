from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "gewu.records"
    label = "records"
    verbose_name = "记录"
    default_auto_field = "django.db.models.BigAutoField"
