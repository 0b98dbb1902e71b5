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
            name='Version',
            fields=[
                ('owner', models.BigIntegerField(primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='JournalLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('at', models.DateTimeField()),
                ('staff_id', models.BigIntegerField(null=True)),
                ('actor', models.CharField(max_length=60)),
                ('act', models.CharField(max_length=60)),
                ('noun', models.CharField(blank=True, max_length=40)),
                ('row_id', models.BigIntegerField(null=True)),
                ('count', models.PositiveIntegerField(default=1)),
                ('digest', models.CharField(blank=True, max_length=80)),
                ('detail', models.JSONField(default=dict)),
                ('position', models.BigIntegerField(null=True)),
                ('seal', models.CharField(blank=True, max_length=80)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'noun', 'row_id'], name='journal_row'), models.Index(fields=['office', 'recorded_at'], name='journal_when')],
                'constraints': [models.UniqueConstraint(fields=('office', 'position'), name='journal_position_once'), models.CheckConstraint(condition=models.Q(models.Q(('position__isnull', True), ('seal', '')), models.Q(('position__isnull', False), models.Q(('seal', ''), _negated=True)), _connector='OR'), name='journal_position_and_seal_together')],
            },
        ),
        migrations.CreateModel(
            name='JournalPrivate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('salt', models.CharField(max_length=40)),
                ('values', models.JSONField(default=dict)),
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='private', to='journal.journalline')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('series', models.CharField(max_length=60)),
                ('last', models.PositiveIntegerField(default=0)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'series'), name='series_once')],
            },
        ),
        migrations.CreateModel(
            name='Outgoing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(max_length=40)),
                ('to_staff_id', models.BigIntegerField(null=True)),
                ('words', models.TextField()),
                ('link', models.CharField(blank=True, max_length=200)),
                ('seen_at', models.DateTimeField(null=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'to_staff_id', 'seen_at'], name='outgoing_to')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('sha256', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('owner_kind', models.CharField(max_length=20)),
                ('owner_id', models.BigIntegerField()),
                ('what', models.CharField(blank=True, max_length=20)),
                ('staff_id', models.BigIntegerField(null=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'owner_kind', 'owner_id'], name='file_owner')],
                'constraints': [models.CheckConstraint(condition=models.Q(('what__in', ['before', 'after', 'paper', ''])), name='file_what')],
            },
        ),
        migrations.CreateModel(
            name='IdempotencyKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('key', models.UUIDField()),
                ('act', models.CharField(max_length=60)),
                ('asked', models.CharField(blank=True, max_length=80)),
                ('answer', models.JSONField(default=dict)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'key'), name='idempotency_once')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(max_length=40)),
                ('state', models.CharField(default='waiting', max_length=10)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('words', models.TextField(blank=True)),
                ('result', models.JSONField(default=dict)),
                ('staff_id', models.BigIntegerField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'failed'])), name='job_state')],
            },
        ),
    ]
