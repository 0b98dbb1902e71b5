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
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('template', models.CharField(max_length=60)),
                ('edition', models.CharField(blank=True, max_length=30)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('title', models.CharField(max_length=150)),
                ('start', models.DateField()),
                ('end', models.DateField()),
                ('as_of', models.DateField()),
                ('known_at', models.DateTimeField(null=True)),
                ('state', models.CharField(default='draft', max_length=10)),
                ('body', models.JSONField(default=list)),
                ('seq', models.PositiveIntegerField(default=0)),
                ('drafted_on', models.DateField(null=True)),
                ('checked_on', models.DateField(null=True)),
                ('issued_at', models.DateTimeField(null=True)),
                ('issued_on', models.DateField(null=True)),
                ('publish_on', models.DateField(null=True)),
                ('index_number', models.CharField(blank=True, max_length=60)),
                ('void_at', models.DateTimeField(null=True)),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff')),
                ('drafted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'checking', 'signing', 'issued'])), name='report_state'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'issued'), _negated=True), models.Q(('issued_at__isnull', False), ('signed_by__isnull', False)), _connector='OR'), name='issued_is_signed'), models.CheckConstraint(condition=models.Q(('checked_by__isnull', True), ('drafted_by__isnull', True), models.Q(('checked_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='a_second_person_checks_report')],
            },
        ),
        migrations.CreateModel(
            name='IssuedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('slot', models.CharField(max_length=20)),
                ('indicator', models.CharField(max_length=120)),
                ('kind', models.CharField(max_length=10)),
                ('title', models.CharField(max_length=150)),
                ('definition', models.TextField(blank=True)),
                ('value', models.CharField(blank=True, max_length=40)),
                ('said', models.CharField(max_length=60)),
                ('row_count', models.PositiveIntegerField(default=0)),
                ('row_kind', models.CharField(blank=True, max_length=40)),
                ('row_ids', models.BinaryField(null=True)),
                ('row_digest', models.CharField(blank=True, max_length=80)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='reports.report')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['counted', 'derived', 'recorded', 'observed', 'issued', 'difference'])), name='issued_figure_kind'), models.UniqueConstraint(fields=('report', 'slot'), name='issued_slot_once')],
            },
        ),
    ]
