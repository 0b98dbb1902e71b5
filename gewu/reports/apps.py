from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "gewu.reports"
    label = "reports"
    verbose_name = "报告"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from gewu.indicators import recorded
        from gewu.reports.recorded import read

        recorded.READERS["report"] = read
