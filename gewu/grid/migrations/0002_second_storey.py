import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('grid', '0001_second_storey'),
        ('office', '0001_second_storey'),
    ]

    operations = [
        migrations.AddField(
            model_name='address',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='address',
            name='parent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.address'),
        ),
        migrations.AddField(
            model_name='addressalias',
            name='address',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='grid.address'),
        ),
        migrations.AddField(
            model_name='addressalias',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='area',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='area',
            name='parent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='grid.area'),
        ),
        migrations.AddField(
            model_name='area',
            name='successor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area'),
        ),
        migrations.AddField(
            model_name='address',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area'),
        ),
        migrations.AddIndex(
            model_name='addressalias',
            index=models.Index(fields=['office', 'text'], name='alias_text'),
        ),
        migrations.AddIndex(
            model_name='area',
            index=models.Index(fields=['office', 'path'], name='area_path'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['subdistrict', 'community', 'grid', 'micro_grid', 'dedicated_grid'])), name='area_kind'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.UniqueConstraint(fields=('office', 'code', 'valid_from'), name='area_code_once'),
        ),
        migrations.AddConstraint(
            model_name='area',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='area_validity_runs_forward'),
        ),
        migrations.AddIndex(
            model_name='address',
            index=models.Index(fields=['office', 'area'], name='address_area'),
        ),
        migrations.AddIndex(
            model_name='address',
            index=models.Index(fields=['office', 'text'], name='address_text'),
        ),
        migrations.AddConstraint(
            model_name='address',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['standard', 'own'])), name='address_source'),
        ),
        migrations.AddConstraint(
            model_name='address',
            constraint=models.UniqueConstraint(fields=('office', 'code'), name='address_code_once'),
        ),
    ]
