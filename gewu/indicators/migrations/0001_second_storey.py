import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('office', '0002_ground'),
    ]

    operations = [
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('indicator', models.CharField(max_length=120)),
                ('start', models.DateField()),
                ('end', models.DateField()),
                ('value', models.BigIntegerField()),
                ('status', models.CharField(default='final', max_length=12)),
                ('signed_by', models.CharField(max_length=40)),
                ('signed_on', models.DateField()),
                ('source', models.CharField(max_length=200)),
                ('void_at', models.DateTimeField(null=True)),
                ('void_reason', models.CharField(blank=True, max_length=200)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('reported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
                ('supersedes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='indicators.observation')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'indicator', 'end'], name='observation_indicator')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['forecast', 'preliminary', 'final', 'revised'])), name='observation_status')],
            },
        ),
    ]
