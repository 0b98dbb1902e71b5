import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnnouncedYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveIntegerField(unique=True)),
                ('source', models.CharField(blank=True, max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('is_workday', models.BooleanField()),
                ('name', models.CharField(blank=True, max_length=30)),
                ('source', models.CharField(blank=True, max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('address', models.CharField(max_length=45)),
                ('at', models.DateTimeField()),
                ('good', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['name', 'at'], name='sign_in_name'), models.Index(fields=['address', 'at'], name='sign_in_address')],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('district', models.CharField(blank=True, max_length=60)),
                ('is_demo', models.BooleanField(default=False)),
                ('started_on', models.DateField(default=django.utils.timezone.localdate)),
                ('ticked_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('password_set_at', models.DateTimeField(null=True)),
                ('one_time', models.BooleanField(default=False)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(max_length=12)),
                ('code', models.CharField(max_length=30)),
                ('name', models.CharField(max_length=60)),
                ('active', models.BooleanField(default=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['leaders', 'department', 'community', 'station', 'outside', 'district'])), name='unit_kind'), models.UniqueConstraint(fields=('office', 'code'), name='unit_code_once')],
            },
        ),
        migrations.CreateModel(
            name='Staff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('code', models.CharField(max_length=30)),
                ('name', models.CharField(max_length=40)),
                ('title', models.CharField(blank=True, max_length=40)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(null=True)),
                ('account', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='office.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('office', 'code'), name='staff_code_once')],
            },
        ),
        migrations.CreateModel(
            name='NewPassword',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('password', models.CharField(max_length=128)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='office.staff')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('staff', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='office.staff')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('staff', models.F('asked_by')), _negated=True), name='password_asked_by_another')],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('role', models.CharField(max_length=30)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(null=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to='office.staff')),
            ],
        ),
        migrations.CreateModel(
            name='PeriodLock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('start', models.DateField()),
                ('end', models.DateField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('opened_because', models.CharField(blank=True, max_length=200)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('locked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('opened_by__isnull', True), ('locked_by__isnull', True), models.Q(('opened_by', models.F('locked_by')), _negated=True), _connector='OR'), name='another_person_opens_the_period')],
            },
        ),
        migrations.CreateModel(
            name='FormRegister',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('number', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=100)),
                ('issuer', models.CharField(max_length=60)),
                ('approval', models.CharField(blank=True, max_length=60)),
                ('expires_on', models.DateField(null=True)),
                ('minutes', models.PositiveIntegerField(default=0)),
                ('rows_a_month', models.PositiveIntegerField(default=0)),
                ('verdict', models.CharField(default='open', max_length=20)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['open', 'kept', 'returned'])), name='form_verdict'), models.UniqueConstraint(fields=('office', 'number'), name='form_number_once')],
            },
        ),
        migrations.CreateModel(
            name='RuleRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('scenario', models.CharField(blank=True, max_length=60)),
                ('key', models.CharField(max_length=80)),
                ('value', models.JSONField()),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(null=True)),
                ('source', models.CharField(max_length=200)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'scenario', 'key', 'from_on'], name='rule_key')],
            },
        ),
        migrations.CreateModel(
            name='RosterShift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('post', models.CharField(max_length=40)),
                ('day', models.DateField()),
                ('note', models.CharField(blank=True, max_length=200)),
                ('void_at', models.DateTimeField(null=True)),
                ('void_reason', models.CharField(blank=True, max_length=200)),
                ('instead_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='office.rostershift')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to='office.staff')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('void_at__isnull', True)), fields=('office', 'staff', 'day'), name='one_person_one_place_a_day'), models.UniqueConstraint(condition=models.Q(('void_at__isnull', True)), fields=('office', 'post', 'day'), name='one_place_one_person_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('void_at__isnull', True), ('void_reason', '')), models.Q(('void_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='shift_void_needs_reason')],
            },
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('proof', models.CharField(blank=True, editable=False, max_length=64)),
                ('scenario', models.CharField(max_length=60)),
                ('edition', models.CharField(max_length=30)),
                ('domain', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=100)),
                ('text', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('state', models.CharField(default='draft', max_length=10)),
                ('drafted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('from_on', models.DateField(null=True)),
                ('to_on', models.DateField(null=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.office')),
                ('drafted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='office.staff')),
            ],
            options={
                'indexes': [models.Index(fields=['office', 'scenario', 'state'], name='adoption_live')],
                'constraints': [models.CheckConstraint(condition=models.Q(('domain__in', ['social', 'urban', 'safety', 'service', 'economy', 'party', 'office'])), name='adoption_domain'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'review', 'active', 'retired'])), name='adoption_state'), models.UniqueConstraint(fields=('office', 'scenario', 'edition'), name='edition_once'), models.CheckConstraint(condition=models.Q(('reviewed_by__isnull', True), ('drafted_by__isnull', True), models.Q(('reviewed_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='a_second_person_reviews'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'active'), _negated=True), ('from_on__isnull', False), _connector='OR'), name='active_has_a_start')],
            },
        ),
    ]
