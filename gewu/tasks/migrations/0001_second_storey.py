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
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('scenario', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=100)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField()),
                ('frozen_at', models.DateTimeField(null=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CampaignItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('added_late', models.BooleanField(default=False)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='tasks.campaign')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.subject')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'subject'), name='campaign_subject_once')],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('scenario', models.CharField(max_length=60)),
                ('edition', models.CharField(max_length=30)),
                ('rule', models.CharField(max_length=40)),
                ('split', models.CharField(blank=True, max_length=40)),
                ('origin', models.CharField(default='rule', max_length=10)),
                ('opens_on', models.DateField()),
                ('due_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('state', models.CharField(default='due', max_length=8)),
                ('done_on', models.DateField(null=True)),
                ('late', models.BooleanField(null=True)),
                ('record_id', models.BigIntegerField(null=True)),
                ('outside_number', models.CharField(blank=True, max_length=60)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area')),
                ('campaign', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='tasks.campaign')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='office.staff')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='registry.subject')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'state', 'due_on'], name='task_due'), models.Index(fields=['office', 'scenario', 'due_on'], name='task_scenario'), models.Index(fields=['office', 'staff', 'state', 'due_on'], name='task_staff')],
                'constraints': [models.CheckConstraint(condition=models.Q(('origin__in', ['rule', 'campaign', 'roster', 'hand'])), name='task_origin'), models.CheckConstraint(condition=models.Q(('state__in', ['due', 'done', 'exempt', 'void'])), name='task_state'), models.UniqueConstraint(fields=('office', 'scenario', 'rule', 'subject', 'opens_on'), name='task_once_a_period'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), models.Q(('done_on__isnull', False), ('late__isnull', False)), _connector='OR'), name='done_task_has_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('record_id', models.BigIntegerField()),
                ('scenario', models.CharField(max_length=60)),
                ('split', models.CharField(blank=True, max_length=40)),
                ('tried_on', models.DateField()),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.subject')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='tasks.task')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'scenario', 'tried_on'], name='attempt_scenario')],
                'constraints': [models.UniqueConstraint(fields=('office', 'task', 'record_id'), name='attempt_once')],
            },
        ),
    ]
