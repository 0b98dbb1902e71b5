import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('grid', '0001_second_storey'),
        ('office', '0002_ground'),
        ('registry', '0001_second_storey'),
    ]

    operations = [
        migrations.CreateModel(
            name='Record',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('number', models.CharField(max_length=40)),
                ('scenario', models.CharField(max_length=60)),
                ('edition', models.CharField(max_length=30)),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('happened_at', models.DateTimeField()),
                ('happened_on', models.DateField()),
                ('late_entry', models.BooleanField(default=False)),
                ('campaign_id', models.BigIntegerField(null=True)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('answers', models.JSONField(default=dict)),
                ('checks', models.JSONField(default=dict)),
                ('said', models.TextField(blank=True)),
                ('space', models.CharField(blank=True, max_length=20)),
                ('void_asked_at', models.DateTimeField(null=True)),
                ('void_asked_because', models.CharField(blank=True, max_length=200)),
                ('void_at', models.DateTimeField(null=True)),
                ('void_reason', models.CharField(blank=True, max_length=200)),
                ('area', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('void_asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff')),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='office.staff')),
                ('subject', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='registry.subject')),
                ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'scenario', 'happened_on', 'kind', 'subject', 'late_entry', 'void_at'], name='record_scenario'), models.Index(fields=['office', 'subject', 'happened_on'], name='record_subject'), models.Index(fields=['office', 'area', 'happened_on'], name='record_area'), models.Index(fields=['office', 'unit', 'happened_on'], name='record_unit'), models.Index(fields=['office', '-happened_at'], name='record_newest')],
                'constraints': [models.UniqueConstraint(fields=('office', 'number'), name='record_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('void_at__isnull', True), ('void_reason', '')), models.Q(('void_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='record_void_needs_reason')],
            },
        ),
    ]
