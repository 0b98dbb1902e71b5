from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]

    operations = [
        migrations.AddField("matter", "who", models.CharField(blank=True, default="", max_length=30), False),
        migrations.AddField("matter", "pending", models.CharField(blank=True, default="", max_length=20), False),
        migrations.AddField("matter", "archived_at", models.DateTimeField(null=True)),
        migrations.AddField("matter", "called_back_at", models.DateTimeField(null=True)),
        migrations.AddField("matter", "called_back_on", models.DateField(null=True)),
        migrations.AddField("matter", "overdue_told_at", models.DateTimeField(null=True)),
        migrations.AddIndex("matter", models.Index(fields=["office", "who", "state"], name="matter_who")),
    ]
