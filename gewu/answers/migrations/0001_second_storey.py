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
            name='Fact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('owner_kind', models.CharField(max_length=12)),
                ('owner_id', models.BigIntegerField()),
                ('field', models.CharField(max_length=60)),
                ('edition', models.CharField(blank=True, max_length=30)),
                ('number', models.BigIntegerField(null=True)),
                ('text', models.CharField(blank=True, max_length=200)),
                ('on_date', models.DateField(null=True)),
                ('valid_from', models.DateField(null=True)),
                ('valid_to', models.DateField(null=True)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'owner_kind', 'owner_id'], name='fact_owner'), models.Index(fields=['office', 'owner_kind', 'field', 'text'], name='fact_text'), models.Index(fields=['office', 'owner_kind', 'field', 'number'], name='fact_number')],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('owner_kind', models.CharField(max_length=12)),
                ('owner_id', models.BigIntegerField()),
                ('unit_id', models.BigIntegerField(null=True)),
                ('space', models.CharField(blank=True, max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('day', models.DateField(null=True)),
                ('grams', models.TextField()),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'owner_kind', 'owner_id'), name='search_entry_once')],
            },
        ),
        migrations.CreateModel(
            name='Covered',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('owner_kind', models.CharField(max_length=20)),
                ('owner_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('masked', models.CharField(max_length=40)),
                ('sealed', models.TextField()),
                ('blind', models.CharField(max_length=80)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'blind'], name='covered_blind')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['citizen_id', 'phone', 'card'])), name='covered_kind'), models.UniqueConstraint(fields=('office', 'owner_kind', 'owner_id', 'blind'), name='covered_once')],
            },
        ),
    ]
