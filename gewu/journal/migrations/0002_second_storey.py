import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_second_storey'),
        ('office', '0001_second_storey'),
    ]

    operations = [
        migrations.AddField(
            model_name='idempotencykey',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='job',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='journalline',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='journalprivate',
            name='line',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='private', to='journal.journalline'),
        ),
        migrations.AddField(
            model_name='journalprivate',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='numberseries',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='outgoing',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddConstraint(
            model_name='idempotencykey',
            constraint=models.UniqueConstraint(fields=('office', 'key'), name='idempotency_once'),
        ),
        migrations.AddConstraint(
            model_name='job',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'running', 'done', 'failed'])), name='job_state'),
        ),
        migrations.AddIndex(
            model_name='journalline',
            index=models.Index(fields=['office', 'noun', 'row_id'], name='journal_row'),
        ),
        migrations.AddIndex(
            model_name='journalline',
            index=models.Index(fields=['office', 'recorded_at'], name='journal_when'),
        ),
        migrations.AddConstraint(
            model_name='journalline',
            constraint=models.UniqueConstraint(fields=('office', 'position'), name='journal_position_once'),
        ),
        migrations.AddConstraint(
            model_name='journalline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('position__isnull', True), ('seal', '')), models.Q(('position__isnull', False), models.Q(('seal', ''), _negated=True)), _connector='OR'), name='journal_position_and_seal_together'),
        ),
        migrations.AddConstraint(
            model_name='numberseries',
            constraint=models.UniqueConstraint(fields=('office', 'series'), name='series_once'),
        ),
        migrations.AddIndex(
            model_name='outgoing',
            index=models.Index(fields=['office', 'to_staff_id', 'seen_at'], name='outgoing_to'),
        ),
        migrations.AddIndex(
            model_name='storedfile',
            index=models.Index(fields=['office', 'owner_kind', 'owner_id'], name='file_owner'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(('what__in', ['before', 'after', 'paper', ''])), name='file_what'),
        ),
    ]
