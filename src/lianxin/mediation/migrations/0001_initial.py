
import django.db.models.deletion
import lianxin.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('org', '0005_mediators'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('number', models.CharField(default='', max_length=60)),
                ('sealed', models.BinaryField(null=True)),
                ('area', models.CharField(max_length=15)),
                ('category', models.CharField(max_length=40)),
                ('source', models.CharField(choices=[('applied', '当事人申请'), ('own', '主动调解'), ('entrusted', '接受委托移送')], max_length=10)),
                ('sender', models.CharField(choices=[('party', '当事人自己'), ('matter', '居民上报的事项'), ('screening', '排查发现'), ('police', '公安机关'), ('court', '人民法院'), ('department', '行政机关'), ('petition', '信访部门')], max_length=12)),
                ('reference', models.CharField(default='', max_length=60)),
                ('matter', models.UUIDField(null=True)),
                ('state', models.CharField(choices=[('registered', '已登记,等审查'), ('invited', '已受理,征求各方意愿'), ('mediating', '正在调解'), ('agreed', '达成协议,正在履行'), ('kept', '协议已履行'), ('broken', '协议没有履行'), ('failed', '调解不成'), ('withdrawn', '当事人退出调解'), ('unsuitable', '不能调解,已告知出路'), ('handed_over', '已移送'), ('filed', '已归档')], max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('mediator', models.UUIDField(null=True)),
                ('harms', models.JSONField(default=dict)),
                ('ties', models.JSONField(default=list)),
                ('notified', models.JSONField(default=list)),
                ('colour', models.CharField(default='', max_length=8)),
                ('reasons', models.JSONField(default=list)),
                ('received_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('agreed_at', models.DateTimeField(null=True)),
                ('moved_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('kept_until', models.DateField(null=True)),
                ('destroyed_at', models.DateTimeField(null=True)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Destruction',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('number', models.CharField(blank=True, default='', max_length=60)),
                ('category', models.CharField(max_length=40)),
                ('papers', models.JSONField(default=dict)),
                ('rule', models.CharField(max_length=60)),
                ('destroyed_on', models.DateField()),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.dispute')),
            ],
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('draft', models.PositiveSmallIntegerField()),
                ('oral', models.BooleanField(default=False)),
                ('sealed', models.BinaryField(null=True)),
                ('drafted_at', models.DateTimeField()),
                ('effective_at', models.DateTimeField(null=True)),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.dispute')),
            ],
        ),
        migrations.CreateModel(
            name='Due',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('kind', models.CharField(max_length=30)),
                ('due_on', models.DateField()),
                ('met_at', models.DateTimeField(null=True)),
                ('prolonged', models.PositiveSmallIntegerField(default=0)),
                ('reminded_on', models.DateField(null=True)),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.dispute')),
            ],
        ),
        migrations.CreateModel(
            name='Fulfilment',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('place', models.PositiveSmallIntegerField()),
                ('sealed', models.BinaryField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ('done_on', models.DateField(null=True)),
                ('proof', models.BinaryField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.agreement')),
            ],
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('version', models.PositiveIntegerField()),
                ('joining', models.CharField(choices=[('whole', '移送'), ('beside', '一起调解')], max_length=8)),
                ('body', models.CharField(choices=[('party', '当事人自己'), ('matter', '居民上报的事项'), ('screening', '排查发现'), ('police', '公安机关'), ('court', '人民法院'), ('department', '行政机关'), ('petition', '信访部门')], max_length=12)),
                ('papers', models.JSONField(default=list)),
                ('answer', models.CharField(choices=[('offered', '等答复'), ('accepted', '已接受'), ('returned', '没有接')], default='offered', max_length=8)),
                ('sealed', models.BinaryField(null=True)),
                ('offered_at', models.DateTimeField()),
                ('answer_on', models.DateField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('theirs_on', models.DateField(null=True)),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.dispute')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
            ],
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('person', models.UUIDField()),
                ('post', models.CharField(max_length=150)),
                ('what', models.CharField(max_length=20)),
                ('sealed', models.BinaryField(null=True)),
                ('at', models.DateTimeField()),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.dispute')),
            ],
        ),
        migrations.CreateModel(
            name='PanelKind',
            fields=[
                ('code', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('group', models.CharField(choices=[('chief', '四长'), ('elder', '五老'), ('other', '其他调解力量')], max_length=8)),
                ('name', models.CharField(max_length=30)),
                ('name_en', models.CharField(blank=True, default='', max_length=60)),
                ('mediates', models.BooleanField(default=True)),
                ('note', models.CharField(blank=True, default='', max_length=120)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('group__in', ['chief', 'elder', 'other'])), name='mediation_panelkind_group')],
            },
        ),
        migrations.CreateModel(
            name='PanelMember',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(blank=True, default='', max_length=30)),
                ('kinds', models.JSONField(default=list)),
                ('area', models.CharField(max_length=15)),
                ('categories', models.JSONField(default=list)),
                ('languages', models.JSONField(default=list)),
                ('gender', models.CharField(blank=True, choices=[('f', '女'), ('m', '男')], default='', max_length=1)),
                ('employer', models.CharField(blank=True, default='', max_length=80)),
                ('home', models.CharField(blank=True, default='', max_length=40)),
                ('cap', models.PositiveSmallIntegerField(default=5)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('away_until', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='PaperTemplate',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('cover', '封面'), ('catalogue', '目录'), ('application', '申请书'), ('acceptance', '受理登记表'), ('rights', '权利义务告知书'), ('identity', '身份证明'), ('proxy', '授权委托书'), ('inquiry', '调查记录'), ('evidence', '证据清单'), ('record', '调解记录'), ('agreement', '调解协议书'), ('oral', '口头协议登记表'), ('performance', '履行记录'), ('visit', '回访记录'), ('confirmation', '司法确认申请书'), ('no_penalty', '不予处罚书面申请'), ('note', '卷宗情况说明'), ('back', '封底')], max_length=20)),
                ('form', models.CharField(choices=[('typst', 'PDF(typst 文本)'), ('docx', 'Word 文档')], max_length=5)),
                ('body', models.BinaryField()),
                ('digest', models.CharField(max_length=64)),
                ('brought_by', models.UUIDField()),
                ('brought_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('failed_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('kind', 'form'), name='mediation_papertemplate_one'), models.CheckConstraint(condition=models.Q(('form__in', ['typst', 'docx']), ('kind__in', ['cover', 'catalogue', 'application', 'acceptance', 'rights', 'identity', 'proxy', 'inquiry', 'evidence', 'record', 'agreement', 'oral', 'performance', 'visit', 'confirmation', 'no_penalty', 'note', 'back'])), name='mediation_papertemplate_what')],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('place', models.PositiveSmallIntegerField()),
                ('side', models.CharField(choices=[('applicant', '申请人'), ('respondent', '被申请人'), ('third', '第三人')], max_length=12)),
                ('sealed', models.BinaryField(null=True)),
                ('code_digest', models.CharField(max_length=64)),
                ('hidden', models.BooleanField(default=False)),
                ('will', models.CharField(blank=True, choices=[('', '还没有答复'), ('yes', '同意调解'), ('no', '不同意调解')], default='', max_length=4)),
                ('asked_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.dispute')),
            ],
        ),
        migrations.CreateModel(
            name='Aside',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('person', models.UUIDField()),
                ('sealed', models.BinaryField(null=True)),
                ('at', models.DateTimeField()),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.dispute')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.party')),
            ],
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('role', models.CharField(choices=[('second', '一起调解'), ('adviser', '帮着出主意')], max_length=8)),
                ('merits', models.JSONField(default=list)),
                ('seated_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.dispute')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.panelmember')),
            ],
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
            ],
            options={
                'verbose_name_plural': 'series',
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('signer', models.CharField(choices=[('party', '当事人'), ('mediator', '调解员'), ('committee', '调委会盖章')], max_length=10)),
                ('hand', models.CharField(choices=[('ink', '签名'), ('print', '按指印'), ('seal', '盖章'), ('phone', '本人在手机上确认'), ('word', '口头确认')], max_length=8)),
                ('at', models.DateTimeField()),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.agreement')),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.party')),
            ],
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('place', models.PositiveSmallIntegerField()),
                ('begins_at', models.DateTimeField()),
                ('online', models.BooleanField(default=False)),
                ('sealed', models.BinaryField(null=True)),
                ('present', models.JSONField(default=list)),
                ('rights_told', models.BooleanField(default=False)),
                ('result', models.CharField(blank=True, choices=[('', '还没有开'), ('agreed', '达成一致'), ('on', '择日再调'), ('apart', '没有谈拢'), ('broken_off', '中途有人退出'), ('called_off', '取消')], default='', max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('ended_at', models.DateTimeField(null=True)),
                ('reminded_at', models.DateTimeField(null=True)),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.dispute')),
            ],
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('version', models.PositiveIntegerField()),
                ('verb', models.CharField(choices=[('register', '登记'), ('take', '受理'), ('lapse', '登记作废'), ('turn_away', '不予受理'), ('notify', '依法报告'), ('admit', '登记当事人'), ('assign', '确定调解员'), ('seat', '请联调成员'), ('strike', '请求换人'), ('consent', '同意调解'), ('open', '开始调解'), ('quit', '退出调解'), ('summon', '约定调解时间'), ('record', '记录一次调解'), ('prolong', '延长期限'), ('draft', '起草协议'), ('sign', '签字'), ('settle', '协议生效'), ('fail', '调解不成'), ('perform', '记录履行'), ('keep', '全部履行'), ('breach', '没有履行'), ('confirm', '司法确认'), ('leniency', '申请不予处罚'), ('visit', '回访'), ('invite', '请别的单位一起调解'), ('hand_over', '移送'), ('take_back', '接回'), ('grade', '改颜色'), ('file', '归档'), ('reopen', '重新调解'), ('write', '给调解员留言'), ('recuse', '申请换调解员'), ('complain', '投诉')], max_length=12)),
                ('state_before', models.CharField(blank=True, default='', max_length=12)),
                ('state_after', models.CharField(max_length=12)),
                ('actor_kind', models.CharField(max_length=10)),
                ('actor', models.UUIDField(null=True)),
                ('post', models.CharField(default='', max_length=150)),
                ('sealed', models.BinaryField(null=True)),
                ('facts', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.dispute')),
            ],
        ),
        migrations.CreateModel(
            name='SubsidyClaim',
            fields=[
                ('id', models.UUIDField(default=lianxin.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('county', models.CharField(max_length=6)),
                ('mediator', models.UUIDField()),
                ('month', models.DateField()),
                ('grade', models.CharField(choices=[('ordinary', '一般'), ('hard', '疑难'), ('major', '重大')], max_length=8)),
                ('grounds', models.JSONField(default=list)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=8)),
                ('state', models.CharField(choices=[('claimed', '已申报'), ('returned', '已退回'), ('approved', '已核准'), ('paid', '已发放')], max_length=8)),
                ('sealed', models.BinaryField(null=True)),
                ('claimed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('paid_at', models.DateTimeField(null=True)),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mediation.dispute')),
            ],
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(fields=['county', 'area', 'received_at'], name='mediation_dispute_area'),
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['mediator', 'moved_at'], name='mediation_open_mediator'),
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['committee', 'moved_at'], name='mediation_open_committee'),
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(condition=models.Q(('ended_at__isnull', False)), fields=['committee', 'ended_at'], name='mediation_ended_committee'),
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(condition=models.Q(('destroyed_at__isnull', True), ('kept_until__isnull', False)), fields=['kept_until'], name='mediation_destroyed_by'),
        ),
        migrations.AddIndex(
            model_name='dispute',
            index=models.Index(condition=models.Q(('ended_at__isnull', False), ('kept_until__isnull', True)), fields=['ended_at'], name='mediation_unfiled'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('county', 'number'), name='mediation_dispute_number'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.UniqueConstraint(condition=models.Q(('matter__isnull', False)), fields=('county', 'matter'), name='mediation_dispute_matter'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['registered', 'invited', 'mediating', 'agreed', 'kept', 'broken', 'failed', 'withdrawn', 'unsuitable', 'handed_over', 'filed'])), name='mediation_dispute_state'),
        ),
        migrations.AddConstraint(
            model_name='dispute',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('colour', ''), _connector='OR'), name='mediation_dispute_colour'),
        ),
        migrations.AddConstraint(
            model_name='destruction',
            constraint=models.UniqueConstraint(fields=('county', 'dispute'), name='mediation_destroyed_once'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(fields=('county', 'dispute', 'draft'), name='mediation_agreement_draft'),
        ),
        migrations.AddIndex(
            model_name='due',
            index=models.Index(condition=models.Q(('met_at__isnull', True)), fields=['due_on'], name='mediation_due_open'),
        ),
        migrations.AddConstraint(
            model_name='due',
            constraint=models.UniqueConstraint(fields=('county', 'dispute', 'kind'), name='mediation_due_kind'),
        ),
        migrations.AddConstraint(
            model_name='fulfilment',
            constraint=models.UniqueConstraint(fields=('county', 'agreement', 'place'), name='mediation_fulfilment_place'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(condition=models.Q(('answer', 'offered')), fields=['unit', 'offered_at'], name='mediation_handover_open'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.UniqueConstraint(fields=('county', 'dispute', 'version'), name='mediation_handover_version'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'offered'), ('answered_at__isnull', True)), models.Q(models.Q(('answer', 'offered'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='mediation_handover_answer'),
        ),
        migrations.AddIndex(
            model_name='look',
            index=models.Index(fields=['county', 'dispute'], name='mediation_look_dispute'),
        ),
        migrations.AddIndex(
            model_name='panelmember',
            index=models.Index(fields=['area'], name='mediation_panelmember_area'),
        ),
        migrations.AddConstraint(
            model_name='panelmember',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', True), ('name', ''), _connector='OR'), name='mediation_panelmember_who'),
        ),
        migrations.AddConstraint(
            model_name='panelmember',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), ('person__isnull', False)), fields=('person', 'area'), name='mediation_panelmember_person'),
        ),
        migrations.AddConstraint(
            model_name='panelmember',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), models.Q(('name', ''), _negated=True)), fields=('name', 'area'), name='mediation_panelmember_name'),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['code_digest'], name='mediation_party_by_code'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('county', 'dispute', 'place'), name='mediation_party_place'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('county', 'code_digest'), name='mediation_party_code'),
        ),
        migrations.AddIndex(
            model_name='aside',
            index=models.Index(fields=['county', 'dispute'], name='mediation_aside_dispute'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('county', 'dispute', 'member'), name='mediation_seat_member'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.UniqueConstraint(fields=('county', 'committee', 'year'), name='mediation_series_year'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(condition=models.Q(('party__isnull', False)), fields=('county', 'agreement', 'party'), name='mediation_signature_party'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(condition=models.Q(('party__isnull', True)), fields=('county', 'agreement', 'signer'), name='mediation_signature_signer'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('party__isnull', False), ('signer', 'party')), models.Q(models.Q(('signer', 'party'), _negated=True), ('party__isnull', True)), _connector='OR'), name='mediation_signature_whose'),
        ),
        migrations.AddIndex(
            model_name='sitting',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['begins_at'], name='mediation_sitting_begins'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.UniqueConstraint(fields=('county', 'dispute', 'place'), name='mediation_sitting_place'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(fields=('county', 'dispute', 'version'), name='mediation_step_version'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('verb__in', ['register', 'take', 'lapse', 'turn_away', 'notify', 'admit', 'assign', 'seat', 'strike', 'consent', 'open', 'quit', 'summon', 'record', 'prolong', 'draft', 'sign', 'settle', 'fail', 'perform', 'keep', 'breach', 'confirm', 'leniency', 'visit', 'invite', 'hand_over', 'take_back', 'grade', 'file', 'reopen', 'write', 'recuse', 'complain'])), name='mediation_step_verb'),
        ),
        migrations.AddIndex(
            model_name='subsidyclaim',
            index=models.Index(fields=['committee', 'month'], name='mediation_claim_month'),
        ),
        migrations.AddConstraint(
            model_name='subsidyclaim',
            constraint=models.UniqueConstraint(fields=('county', 'dispute'), name='mediation_claim_once'),
        ),
        migrations.AddConstraint(
            model_name='subsidyclaim',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['claimed', 'returned', 'approved', 'paid'])), name='mediation_claim_state'),
        ),
        migrations.AddConstraint(
            model_name='subsidyclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paid_at__isnull', False), ('state', 'paid')), models.Q(models.Q(('state', 'paid'), _negated=True), ('paid_at__isnull', True)), _connector='OR'), name='mediation_claim_paid'),
        ),
    ]
