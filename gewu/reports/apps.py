from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "gewu.reports"
    verbose_name = "报告"

    def ready(self):
        from gewu.indicators import recorded
        from gewu.reports.recorded import read

        recorded.READERS["report"] = read
