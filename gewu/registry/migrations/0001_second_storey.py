import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('grid', '0001_second_storey'),
        ('office', '0002_ground'),
    ]

    operations = [
        migrations.CreateModel(
            name='Subject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('nature', models.CharField(max_length=12)),
                ('kind', models.CharField(max_length=40)),
                ('split', models.CharField(blank=True, max_length=40)),
                ('code', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=100)),
                ('place_text', models.CharField(blank=True, max_length=200)),
                ('attributes', models.JSONField(default=dict)),
                ('stage', models.CharField(blank=True, max_length=40)),
                ('stage_of', models.CharField(blank=True, max_length=60)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('verified_on', models.DateField(null=True)),
                ('source', models.CharField(blank=True, max_length=60)),
                ('space', models.CharField(blank=True, max_length=20)),
                ('void_at', models.DateTimeField(null=True)),
                ('void_reason', models.CharField(blank=True, max_length=200)),
                ('address', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.address')),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'kind', 'area', 'valid_from'], name='subject_kind_area'), models.Index(fields=['office', 'kind', 'stage'], name='subject_stage'), models.Index(fields=['office', 'address'], name='subject_address')],
                'constraints': [models.CheckConstraint(condition=models.Q(('nature__in', ['person', 'household', 'dwelling', 'place', 'thing', 'organisation', 'project'])), name='subject_nature'), models.UniqueConstraint(fields=('office', 'kind', 'code'), name='subject_code_once'), models.CheckConstraint(condition=models.Q(models.Q(('void_at__isnull', True), ('void_reason', '')), models.Q(('void_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='subject_void_needs_reason')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('key', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=100)),
                ('planned_on', models.DateField(null=True)),
                ('forecast_on', models.DateField(null=True)),
                ('actual_on', models.DateField(null=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='registry.subject')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('subject', 'key'), name='milestone_once')],
            },
        ),
        migrations.CreateModel(
            name='MilestoneForecast',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('forecast_on', models.DateField()),
                ('reason', models.CharField(max_length=200)),
                ('staff_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('milestone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='forecasts', to='registry.milestone')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StageSpan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('scenario', models.CharField(max_length=60)),
                ('kind', models.CharField(max_length=40)),
                ('split', models.CharField(blank=True, max_length=40)),
                ('stage', models.CharField(max_length=40)),
                ('entered_on', models.DateField()),
                ('left_on', models.DateField(null=True)),
                ('staff_id', models.BigIntegerField(null=True)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('void_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='registry.subject')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'scenario', 'stage'], name='stage_scenario')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_on__isnull', True), ('void_at__isnull', True)), fields=('subject', 'scenario'), name='one_open_stage')],
            },
        ),
        migrations.CreateModel(
            name='Secret',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('kind', models.CharField(max_length=20)),
                ('sealed', models.TextField()),
                ('blind', models.CharField(max_length=80)),
                ('masked', models.CharField(max_length=40)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('subject', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='secrets', to='registry.subject')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'kind', 'blind'], name='secret_blind')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['citizen_id', 'phone', 'uscc'])), name='secret_kind'), models.UniqueConstraint(fields=('subject', 'kind'), name='secret_kind_once')],
            },
        ),
        migrations.CreateModel(
            name='Reveal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('staff_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('reason', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reveals', to='registry.subject')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['citizen_id', 'phone', 'uscc'])), name='reveal_kind')],
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(max_length=30)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('source', models.CharField(blank=True, max_length=60)),
                ('void_at', models.DateTimeField(null=True)),
                ('void_reason', models.CharField(blank=True, max_length=200)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='related', to='registry.subject')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='registry.subject')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'kind'], name='relation_kind')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['lives_in', 'member_of', 'head_of', 'occupies', 'owns', 'rents', 'works_at', 'part_of', 'looked_after_by'])), name='relation_is_one_of_ours'), models.CheckConstraint(condition=models.Q(models.Q(('void_at__isnull', True), ('void_reason', '')), models.Q(('void_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='relation_void_needs_reason')],
            },
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('tag', models.CharField(max_length=40)),
                ('kind', models.CharField(max_length=40)),
                ('split', models.CharField(blank=True, max_length=40)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('basis', models.CharField(blank=True, max_length=200)),
                ('staff_id', models.BigIntegerField(null=True)),
                ('void_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tags', to='registry.subject')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'tag', 'area'], name='tag_tag')],
            },
        ),
    ]
