from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "gewu.records"
    verbose_name = "记录"
