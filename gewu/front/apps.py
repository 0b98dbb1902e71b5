from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "gewu.front"
    verbose_name = "页面"

    def ready(self):
        """Compile the English catalogue where that has not been done: a fresh clone has only its source."""
        from gewu.front import catalogues

        catalogues.compile_stale()
