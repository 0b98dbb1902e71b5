from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "gewu.office"
    verbose_name = "机构"
