from datetime import date

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial")]

    operations = [migrations.AddField("task", "closes_on", models.DateField(default=date(2100, 1, 1)), False)]
