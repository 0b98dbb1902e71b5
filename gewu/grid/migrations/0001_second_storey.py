import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('office', '0001_second_storey'),
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(max_length=20)),
                ('code', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=60)),
                ('path', models.CharField(blank=True, max_length=120)),
                ('urban_rural', models.CharField(blank=True, max_length=3)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('outline', models.JSONField(null=True)),
                ('lon', models.FloatField(null=True)),
                ('lat', models.FloatField(null=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='grid.area')),
                ('successor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'path'], name='area_path')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['subdistrict', 'community', 'grid', 'micro_grid', 'dedicated_grid'])), name='area_kind'), models.UniqueConstraint(fields=('office', 'code', 'valid_from'), name='area_code_once'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='area_validity_runs_forward')],
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('text', models.CharField(max_length=200)),
                ('elements', models.JSONField(default=list)),
                ('code', models.CharField(max_length=40)),
                ('source', models.CharField(max_length=10)),
                ('lon', models.FloatField(null=True)),
                ('lat', models.FloatField(null=True)),
                ('accuracy_m', models.PositiveIntegerField(null=True)),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='grid.address')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.address')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'area'], name='address_area'), models.Index(fields=['office', 'text'], name='address_text')],
                'constraints': [models.CheckConstraint(condition=models.Q(('source__in', ['standard', 'own'])), name='address_source'), models.UniqueConstraint(fields=('office', 'code'), name='address_code_once')],
            },
        ),
        migrations.CreateModel(
            name='AddressAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('text', models.CharField(max_length=200)),
                ('address', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='grid.address')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'text'], name='alias_text')],
            },
        ),
    ]
