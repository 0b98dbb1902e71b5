from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "gewu.documents"
    verbose_name = "文书"
