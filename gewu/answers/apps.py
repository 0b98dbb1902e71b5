from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "gewu.answers"
    verbose_name = "填报"
