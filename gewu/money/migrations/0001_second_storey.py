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
            name='PaymentList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('number', models.CharField(max_length=40)),
                ('scenario', models.CharField(max_length=60)),
                ('programme', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=100)),
                ('for_month', models.DateField()),
                ('state', models.CharField(default='drawn', max_length=10)),
                ('sent_on', models.DateField(null=True)),
                ('source', models.CharField(blank=True, max_length=60)),
                ('taken_back', models.CharField(blank=True, max_length=300)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff')),
                ('drawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['drawn', 'approved', 'sent', 'returned'])), name='payment_list_state'), models.UniqueConstraint(fields=('office', 'number'), name='payment_list_number_once'), models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), ('drawn_by__isnull', True), models.Q(('approved_by', models.F('drawn_by')), _negated=True), _connector='OR'), name='a_second_person_approves_payment')],
            },
        ),
        migrations.CreateModel(
            name='PaymentLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('scenario', models.CharField(max_length=60)),
                ('programme', models.CharField(max_length=40)),
                ('amount_fen', models.BigIntegerField()),
                ('state', models.CharField(default='drawn', max_length=10)),
                ('paid_on', models.DateField(null=True)),
                ('returned_on', models.DateField(null=True)),
                ('return_reason', models.CharField(blank=True, max_length=100)),
                ('bank_ref', models.CharField(blank=True, max_length=60)),
                ('void_at', models.DateTimeField(null=True)),
                ('void_reason', models.CharField(blank=True, max_length=200)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grid.area')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('repays', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repaid_by', to='money.paymentline')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='registry.subject')),
                ('payment_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='money.paymentlist')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'programme', 'paid_on'], name='payment_paid')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['drawn', 'sent', 'paid', 'returned'])), name='payment_line_state'), models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='payment_is_positive'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'paid'), _negated=True), ('paid_on__isnull', False), _connector='OR'), name='paid_has_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Entitlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('programme', models.CharField(max_length=40)),
                ('monthly_fen', models.BigIntegerField(default=0)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('approval', models.CharField(blank=True, max_length=100)),
                ('ended_because', models.CharField(blank=True, max_length=200)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entitlements', to='registry.subject')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'programme'], name='entitlement_programme')],
            },
        ),
    ]
