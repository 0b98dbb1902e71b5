from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "gewu.money"
    label = "money"
    verbose_name = "资金"
    default_auto_field = "django.db.models.BigAutoField"
