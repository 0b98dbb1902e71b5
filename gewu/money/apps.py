from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "gewu.money"
    verbose_name = "资金"
