from django.apps import AppConfig


class GridConfig(AppConfig):
    name = "gewu.grid"
    verbose_name = "网格"
