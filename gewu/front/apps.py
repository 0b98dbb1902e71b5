from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "gewu.front"
    label = "front"
    verbose_name = "页面"
