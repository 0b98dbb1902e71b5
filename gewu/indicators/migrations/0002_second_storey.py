import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('indicators', '0001_second_storey'),
        ('office', '0001_second_storey'),
    ]

    operations = [
        migrations.AddField(
            model_name='observation',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='observation',
            name='reported_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit'),
        ),
        migrations.AddField(
            model_name='observation',
            name='supersedes',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='indicators.observation'),
        ),
        migrations.AddIndex(
            model_name='observation',
            index=models.Index(fields=['office', 'indicator', 'end'], name='observation_indicator'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['forecast', 'preliminary', 'final', 'revised'])), name='observation_status'),
        ),
    ]
