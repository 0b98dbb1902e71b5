from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "gewu.answers"
    label = "answers"
    verbose_name = "填报"
    default_auto_field = "django.db.models.BigAutoField"
