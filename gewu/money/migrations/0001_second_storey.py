import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entitlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('programme', models.CharField(max_length=40)),
                ('monthly_fen', models.BigIntegerField(default=0)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('approval', models.CharField(blank=True, max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name='PaymentLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
            ],
        ),
        migrations.CreateModel(
            name='PaymentList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('number', models.CharField(max_length=40)),
                ('scenario', models.CharField(max_length=60)),
                ('programme', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=100)),
                ('for_month', models.DateField()),
                ('state', models.CharField(default='drawn', max_length=10)),
                ('sent_on', models.DateField(null=True)),
                ('source', models.CharField(blank=True, max_length=60)),
            ],
        ),
    ]
