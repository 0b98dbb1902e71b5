from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "gewu.tasks"
    verbose_name = "任务"
