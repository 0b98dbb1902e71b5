from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0002_closes_on")]

    operations = [
        migrations.AddField("task", "late", models.BooleanField(null=True)),
        migrations.RemoveConstraint("task", "done_task_has_a_day"),
        migrations.AddConstraint(
            "task",
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(done_on__isnull=False, late__isnull=False),
                name="done_task_has_a_day",
            ),
        ),
    ]
