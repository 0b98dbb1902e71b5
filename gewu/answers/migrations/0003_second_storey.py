import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('answers', '0002_second_storey'),
        ('grid', '0001_second_storey'),
        ('office', '0001_second_storey'),
    ]

    operations = [
        migrations.AddField(
            model_name='fact',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='area',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area'),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(fields=['office', 'owner_kind', 'owner_id'], name='fact_owner'),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(fields=['office', 'owner_kind', 'field', 'text'], name='fact_text'),
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(fields=['office', 'owner_kind', 'field', 'number'], name='fact_number'),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.UniqueConstraint(fields=('office', 'owner_kind', 'owner_id'), name='search_entry_once'),
        ),
    ]
