from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "gewu.journal"
    verbose_name = "日志"
