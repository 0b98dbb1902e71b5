import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grid', '0001_second_storey'),
        ('office', '0001_second_storey'),
    ]

    operations = [
        migrations.AddField(
            model_name='rolegrant',
            name='area',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area'),
        ),
        migrations.AddField(
            model_name='unit',
            name='area',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area'),
        ),
        migrations.AddIndex(
            model_name='rolegrant',
            index=models.Index(fields=['office', 'role', 'area'], name='grant_role'),
        ),
    ]
