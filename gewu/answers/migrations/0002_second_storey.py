import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('answers', '0001_second_storey'),
        ('grid', '0001_second_storey'),
    ]

    operations = [
        migrations.AddField(
            model_name='fact',
            name='area',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area'),
        ),
    ]
