import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('grid', '0002_second_storey'),
        ('money', '0001_second_storey'),
        ('office', '0001_second_storey'),
        ('registry', '0001_second_storey'),
    ]

    operations = [
        migrations.AddField(
            model_name='entitlement',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='entitlement',
            name='subject',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entitlements', to='registry.subject'),
        ),
        migrations.AddField(
            model_name='paymentline',
            name='area',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area'),
        ),
        migrations.AddField(
            model_name='paymentline',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='paymentline',
            name='repays',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repaid_by', to='money.paymentline'),
        ),
        migrations.AddField(
            model_name='paymentline',
            name='subject',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='registry.subject'),
        ),
        migrations.AddField(
            model_name='paymentlist',
            name='approved_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff'),
        ),
        migrations.AddField(
            model_name='paymentlist',
            name='drawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff'),
        ),
        migrations.AddField(
            model_name='paymentlist',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office'),
        ),
        migrations.AddField(
            model_name='paymentline',
            name='payment_list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='money.paymentlist'),
        ),
        migrations.AddIndex(
            model_name='entitlement',
            index=models.Index(fields=['office', 'programme'], name='entitlement_programme'),
        ),
        migrations.AddConstraint(
            model_name='paymentlist',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['drawn', 'approved', 'sent', 'returned'])), name='payment_list_state'),
        ),
        migrations.AddConstraint(
            model_name='paymentlist',
            constraint=models.UniqueConstraint(fields=('office', 'number'), name='payment_list_number_once'),
        ),
        migrations.AddConstraint(
            model_name='paymentlist',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), ('drawn_by__isnull', True), models.Q(('approved_by', models.F('drawn_by')), _negated=True), _connector='OR'), name='a_second_person_approves_payment'),
        ),
        migrations.AddIndex(
            model_name='paymentline',
            index=models.Index(fields=['office', 'programme', 'paid_on'], name='payment_paid'),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['drawn', 'sent', 'paid', 'returned'])), name='payment_line_state'),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='payment_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='paymentline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'paid'), _negated=True), ('paid_on__isnull', False), _connector='OR'), name='paid_has_a_day'),
        ),
    ]
