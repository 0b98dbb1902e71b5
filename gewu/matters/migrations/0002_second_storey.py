import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('grid', '0002_second_storey'),
        ('matters', '0001_second_storey'),
        ('office', '0001_second_storey'),
        ('registry', '0001_second_storey'),
    ]

    operations = [
        migrations.AddField(
            model_name='cohandler',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='cohandler',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit'),
        ),
        migrations.AddField(
            model_name='matter',
            name='area',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area'),
        ),
        migrations.AddField(
            model_name='matter',
            name='follows',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followers', to='matters.matter'),
        ),
        migrations.AddField(
            model_name='matter',
            name='handled_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff'),
        ),
        migrations.AddField(
            model_name='matter',
            name='merged_into',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='matters.matter'),
        ),
        migrations.AddField(
            model_name='matter',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='matter',
            name='repeat_of',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeats', to='matters.matter'),
        ),
        migrations.AddField(
            model_name='matter',
            name='staff',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='office.staff'),
        ),
        migrations.AddField(
            model_name='matter',
            name='subject',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='registry.subject'),
        ),
        migrations.AddField(
            model_name='matter',
            name='unit',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit'),
        ),
        migrations.AddField(
            model_name='matter',
            name='verified_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff'),
        ),
        migrations.AddField(
            model_name='cohandler',
            name='matter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='co_handlers', to='matters.matter'),
        ),
        migrations.AddField(
            model_name='matterevent',
            name='matter',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='matters.matter'),
        ),
        migrations.AddField(
            model_name='matterevent',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='reporter',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='matter',
            name='reporter',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='matters.reporter'),
        ),
        migrations.AddConstraint(
            model_name='cohandler',
            constraint=models.UniqueConstraint(fields=('matter', 'unit'), name='co_handler_once'),
        ),
        migrations.AddConstraint(
            model_name='matterevent',
            constraint=models.UniqueConstraint(fields=('matter', 'seq'), name='event_seq_once'),
        ),
        migrations.AddIndex(
            model_name='matterevent',
            index=models.Index(condition=models.Q(('kind__in', ('look_planned', 'looked_back'))), fields=['office'], name='event_looked_at'),
        ),
        migrations.AddConstraint(
            model_name='matterevent',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['accepted', 'archived', 'called_back', 'closed', 'co_answered', 'co_asked', 'dispatched', 'excluded', 'exclusion_asked', 'extended', 'extension_asked', 'handed_over', 'handled', 'look_planned', 'looked_back', 'merged', 'not_accepted', 'note', 'objected', 'objection_ruled', 'pause_asked', 'paused', 'reassigned', 'received', 'redo', 'reminded', 'repeats', 'resumed', 'rework', 'signed', 'step', 'supervised', 'undone', 'verified', 'void'])), name='event_kind_known'),
        ),
        migrations.AddIndex(
            model_name='reporter',
            index=models.Index(fields=['office', 'blind'], name='reporter_blind'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['office', 'scenario', 'received_on'], name='matter_received'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['office', 'scenario', 'closed_on', 'channel', 'category', 'level', 'state', 'merged_into', 'void_at'], name='matter_closed'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['office', 'state', 'next_due_at'], name='matter_state_due'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['office', 'area', 'state'], name='matter_area'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['office', 'unit', 'state'], name='matter_unit'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['office', '-received_at'], name='matter_newest'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['office', 'subject'], name='matter_subject'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['office', 'who', 'state'], name='matter_who'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='matter_merged_into'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(condition=models.Q(('repeat_of__isnull', False)), fields=['repeat_of'], name='matter_repeat_of'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(condition=models.Q(('follows__isnull', False)), fields=['follows'], name='matter_follows'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['office', 'pending'], name='matter_pending'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['office', 'scenario', 'state', 'channel', 'space', 'received_at', 'id'], name='matter_listed'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.UniqueConstraint(fields=('office', 'number'), name='matter_number_once', opclasses=['int8_ops', 'varchar_pattern_ops']),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.UniqueConstraint(condition=models.Q(('external_number', ''), _negated=True), fields=('office', 'external_number', 'scenario'), name='matter_external_once'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_on__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_on__isnull', False)), _connector='OR'), name='matter_closed_both'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_at__isnull', True), ('void_reason', '')), models.Q(('void_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='matter_void_needs_reason'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('verified_by__isnull', True), ('handled_by__isnull', True), models.Q(('verified_by', models.F('handled_by')), _negated=True), _connector='OR'), name='handler_does_not_verify'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('closed_at__isnull', False), _connector='OR'), name='done_is_closed'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['done', 'new', 'paused', 'running', 'void'])), name='matter_state_known'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('pending__in', ['', 'exclusion', 'extension', 'objection', 'pause', 'ruling'])), name='matter_pending_known'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('contacted__in', ['', 'no', 'no_answer', 'yes'])), name='matter_contacted_known'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('resolved__in', ['', 'no', 'no_answer', 'partly', 'yes'])), name='matter_resolved_known'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('satisfied__in', ['', 'fair', 'no', 'no_answer', 'yes'])), name='matter_satisfied_known'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('not_counted__in', ['', 'beyond_powers', 'caller_refuses', 'force_majeure', 'legal_route', 'malicious', 'no_basis', 'unreasonable', 'untrue'])), name='matter_not_counted_known'),
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('scenario', models.CharField(max_length=60)),
                ('edition', models.CharField(max_length=30)),
                ('channel', models.CharField(blank=True, max_length=30)),
                ('category', models.CharField(blank=True, max_length=60)),
                ('grade', models.CharField(blank=True, max_length=40)),
                ('level', models.CharField(blank=True, max_length=20)),
                ('not_counted', models.CharField(blank=True, max_length=40)),
                ('seq', models.PositiveIntegerField()),
                ('step', models.CharField(max_length=40)),
                ('arrived_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('left_at', models.DateTimeField(null=True)),
                ('reached_on', models.DateField(null=True)),
                ('on_time', models.BooleanField(null=True)),
                ('area', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area')),
                ('matter', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='matters.matter')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('subject', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.subject')),
                ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.unit')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'scenario', 'due_on'], name='passage_due'), models.Index(fields=['office', 'scenario', 'reached_on'], name='passage_reached')],
                'constraints': [models.UniqueConstraint(fields=('matter', 'seq', 'step'), name='passage_once')],
            },
        ),
    ]
