from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "gewu.indicators"
    verbose_name = "指标"
