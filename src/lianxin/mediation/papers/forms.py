"""The forms themselves, in the order of the file (Ministry of Justice, notice of December 2010). Pure."""

from lianxin.mediation.papers.layout import (
    Block,
    Column,
    Contents,
    Copies,
    Cover,
    Each,
    Form,
    Part,
    Points,
    Prose,
    Rows,
    Say,
    Seal,
    Sign,
    Title,
)

Blocks = tuple[Block, ...]

PARTIES = Each(
    "parties",
    (
        Form(
            (
                (("当事人", "it.role"), ("姓名", "it.name")),
                (("性别", "it.sex"), ("年龄", "it.age")),
                (("职业", "it.work"), ("联系方式", "it.contact")),
                (("住址", "it.address"),),
                (("代理人", "it.represented_by"),),
            )
        ),
    ),
)
SHORT_PARTIES = Rows(
    "parties",
    (
        Column("当事人", "role", 18),
        Column("姓名", "name", 22),
        Column("联系方式", "contact", 25),
        Column("住址", "address", 35),
    ),
)
SIGNED_BY_PARTIES = Each("parties", (Sign("{it.role} {it.name}（签名）："),))
MEDIATOR_SIGNS = Sign("人民调解员（签名）：", fingerprint=False)
RECORDER_SIGNS = Sign("记录人（签名）：", fingerprint=False)

APPLICATION: Blocks = (
    Title("人民调解申请书"),
    PARTIES,
    Part("纠纷简要情况"),
    Prose("account"),
    Part("当事人申请事项"),
    Points("requests"),
    Say("人民调解委员会已将申请人民调解的相关规定告知我，现自愿申请人民调解，请{committee}依法调解。"),
    Sign("申请人（签名）：", fingerprint=True),
    Say("申请日期：{applied_on}"),
)
ACCEPTANCE: Blocks = (
    Title("人民调解受理登记表"),
    Form(
        (
            (("受理日期", "taken_on"), ("纠纷类型", "category")),
            (("案件来源", "source"), ("调解员", "mediators")),
            (("调解委员会", "committee"),),
        )
    ),
    Part("当事人"),
    SHORT_PARTIES,
    Part("纠纷简要情况"),
    Prose("account"),
    SIGNED_BY_PARTIES,
    Sign("登记人（签名）：", fingerprint=False),
    Seal("committee", "taken_on"),
)
RIGHTS: Blocks = (
    Title("人民调解权利义务告知书"),
    Say("根据《中华人民共和国人民调解法》，现将当事人在人民调解活动中的权利和义务告知如下。"),
    Part("当事人享有下列权利"),
    Points("rights"),
    Part("当事人履行下列义务"),
    Points("duties"),
    Say(
        "人民调解委员会调解民间纠纷，不收取任何费用；不得因调解而阻止当事人依法通过仲裁、行政、司法等途径维护自己的权利。"
    ),
    Say("以上内容已告知我，我已知晓。"),
    SIGNED_BY_PARTIES,
    MEDIATOR_SIGNS,
    Seal("committee", "rights_told_on"),
)
IDENTITY: Blocks = (
    Title("当事人身份证明"),
    Say("下列当事人的身份证明复印件附后，经与原件核对无异。"),
    Rows(
        "parties",
        (Column("当事人", "role", 25), Column("姓名", "name", 35), Column("代理人", "represented_by", 40)),
    ),
    Each("parties", (Copies("{it.role} {it.name} 身份证明复印件粘贴处"),)),
    Sign("核对人（签名）：", fingerprint=False),
)
PROXY: Blocks = (
    Each(
        "represented",
        (
            Title("授权委托书"),
            Form(
                (
                    (("委托人", "it.name"), ("联系方式", "it.contact")),
                    (("住址", "it.address"),),
                    (("受委托人", "it.represented_by"),),
                )
            ),
            Say("委托人因与对方当事人之间的纠纷，委托上列受委托人为代理人，参加{committee}主持的调解。"),
            Part("代理权限"),
            Prose("it.mandate"),
            Say("代为承认、放弃、变更调解请求，或者代为签署调解协议的，须在代理权限中写明。"),
            Sign("委托人（签名）："),
            Sign("受委托人（签名）："),
        ),
        apart=True,
    ),
)
INQUIRY: Blocks = (
    Each(
        "inquiries",
        (
            Title("人民调解调查记录"),
            Form(
                (
                    (("时间", "it.at"),),
                    (("地点", "it.place"),),
                    (("调查人", "it.by"), ("被调查人", "it.asked")),
                )
            ),
            Part("记录"),
            Prose("it.said", lines=16),
            Say("以上记录我看过（已向我宣读），与我说的相符。"),
            Sign("被调查人（签名）："),
            Sign("调查人（签名）：", fingerprint=False),
            RECORDER_SIGNS,
        ),
        apart=True,
    ),
)
EVIDENCE: Blocks = (
    Title("证据材料清单"),
    Rows(
        "evidence",
        (
            Column("序号", "n", 8),
            Column("证据名称", "name", 34),
            Column("提交人", "brought_by", 18),
            Column("形式", "form", 14),
            Column("备注", "note", 26),
        ),
    ),
    Say("证据材料附后。"),
    Sign("提交人（签名）："),
    Sign("接收人（签名）：", fingerprint=False),
)
RECORD: Blocks = (
    Each(
        "sittings",
        (
            Title("人民调解记录"),
            Form(
                (
                    (("时间", "it.at"),),
                    (("地点", "it.place"),),
                    (("调解员", "mediators"), ("记录人", "recorder")),
                    (("参加人", "it.present"),),
                    (("权利告知", "it.rights_told"),),
                )
            ),
            Part("调解过程"),
            Prose("it.said", lines=6),
            Part("调解结果"),
            Prose("it.result"),
            Say("以上记录我看过（已向我宣读），没有错误。"),
            SIGNED_BY_PARTIES,
            MEDIATOR_SIGNS,
            RECORDER_SIGNS,
        ),
        apart=True,
    ),
)
AGREEMENT: Blocks = (
    Title("人民调解协议书"),
    PARTIES,
    Part("纠纷的主要事实"),
    Prose("facts"),
    Part("争议事项以及各方责任"),
    Prose("points"),
    Say("经{committee}主持调解，双方当事人自愿达成如下协议，内容、履行方式、地点和期限为："),
    Points("terms", "sentence"),
    Say(
        "本协议一式{copies}份，当事人、人民调解委员会各持一份，自各方当事人签名、盖章或者按指印，"
        "人民调解员签名并加盖人民调解委员会印章之日起生效。"
    ),
    Say(
        "双方当事人认为有必要的，可以自本协议生效之日起三十日内共同向人民法院申请司法确认。"
        "就本协议的履行或者内容发生争议的，可以向人民法院提起诉讼。"
    ),
    SIGNED_BY_PARTIES,
    Sign("人民调解员 {mediators}（签名）：", fingerprint=False),
    Sign("记录人 {recorder}（签名）：", fingerprint=False),
    Seal("committee", "agreed_on"),
)
ORAL: Blocks = (
    Title("人民调解口头协议登记表"),
    Form(
        (
            (("调解委员会", "committee"),),
            (("纠纷类型", "category"), ("达成日期", "agreed_on")),
            (("调解员", "mediators"),),
        )
    ),
    Part("当事人"),
    SHORT_PARTIES,
    Part("纠纷的主要事实、争议事项"),
    Prose("facts", lines=2),
    Prose("points", lines=2),
    Part("协议内容、履行方式和期限"),
    Points("terms", "sentence"),
    Say("口头调解协议自各方当事人达成协议之日起生效。"),
    MEDIATOR_SIGNS,
    Seal("committee", "agreed_on"),
)
PERFORMANCE: Blocks = (
    Title("调解协议履行记录"),
    Part("协议内容"),
    Points("terms", "sentence"),
    Part("履行情况"),
    Rows(
        "receipts",
        (
            Column("日期", "on", 24),
            Column("履行人", "who", 14),
            Column("履行内容", "what", 22),
            Column("金额", "amount", 24),
            Column("凭证", "proof", 16),
        ),
    ),
    Say("收条、转账凭证附后。"),
    SIGNED_BY_PARTIES,
    MEDIATOR_SIGNS,
)
VISIT: Blocks = (
    Each(
        "visits",
        (
            Title("人民调解回访记录"),
            Form(
                (
                    (("回访日期", "it.on"), ("回访人", "it.by")),
                    (("被回访人", "it.whom"), ("协议编号", "number")),
                )
            ),
            Part("履行情况"),
            Prose("it.kept", lines=2),
            Part("满意程度"),
            Prose("it.content", lines=2),
            Part("之后是否有诉讼、裁判"),
            Prose("it.later", lines=2),
            Part("协议是否有误，纠纷是否反复"),
            Prose("it.signs", lines=2),
            Part("采取的措施"),
            Prose("it.steps", lines=2),
            Sign("被回访人（签名）：", fingerprint=False),
            Sign("回访人（签名）：", fingerprint=False),
        ),
        apart=True,
    ),
)
CONFIRMATION: Blocks = (
    Title("司法确认申请书"),
    PARTIES,
    Part("申请事项"),
    Say("请求依法确认申请人于{agreed_on}经{committee}主持达成的人民调解协议（编号：{number}）有效。"),
    Part("事实和理由"),
    Prose("facts"),
    Part("协议内容"),
    Points("terms", "sentence"),
    Say(
        "申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；"
        "如因该协议内容给他人造成损害，愿意承担相应的法律后果。"
    ),
    Say("附：人民调解协议书、申请人身份证明、与协议有关的证据材料。"),
    Say("此致"),
    Say("{confirmation.court}"),
    Each("parties", (Sign("共同申请人 {it.name}（签名）："),)),
    Say("申请日期：{confirmation.applied_on}"),
    Part("法院确认结果"),
    Prose("confirmation.result"),
)
NO_PENALTY: Blocks = (
    Title("不予处罚书面申请"),
    Say("{police.station}："),
    Form(
        (
            (("警情编号", "police.number"), ("协议编号", "number")),
            (("达成日期", "agreed_on"), ("履行完毕", "police.performed_on")),
        )
    ),
    Part("当事人"),
    SHORT_PARTIES,
    Part("事情经过"),
    Prose("police.incident"),
    Part("协议内容"),
    Points("terms", "sentence"),
    Part("履行情况"),
    Rows(
        "receipts", (Column("日期", "on", 24), Column("履行内容", "what", 40), Column("金额", "amount", 36))
    ),
    Say(
        "上述纠纷经{committee}调解，当事人已达成协议并已履行。"
        "现依照《中华人民共和国治安管理处罚法》的规定书面申请，请公安机关认可，不予处罚。"
    ),
    SIGNED_BY_PARTIES,
    Say("申请日期：{police.applied_on}"),
    Part("公安机关意见"),
    Prose("police.opinion"),
    Sign("经办人（签名）：", fingerprint=False),
)
NOTE: Blocks = (
    Title("卷宗情况说明"),
    Form(
        (
            (("纠纷类型", "category"), ("案件来源", "source")),
            (("受理日期", "opened_on"), ("办结日期", "closed_on")),
            (("调解员", "mediators"), ("协议形式", "oral")),
        )
    ),
    Part("纠纷简要情况"),
    Prose("account"),
    Part("调解结果"),
    Prose("outcome"),
    Part("需要说明的情况"),
    Prose("remark"),
    Sign("立卷人 {filed_by}（签名）：", fingerprint=False),
    Say("立卷日期：{filed_on}"),
)
COVER: Blocks = (
    Cover("人民调解卷宗"),
    Form(
        (
            (("调解委员会", "committee"),),
            (("卷名", "title"),),
            (("卷号", "number"),),
            (("纠纷类型", "category"), ("调解员", "mediators")),
            (("受理日期", "opened_on"), ("办结日期", "closed_on")),
            (("立卷人", "filed_by"), ("立卷日期", "filed_on")),
            (("保管期限", "retention"),),
            (("备注", "remark"),),
        )
    ),
)
CATALOGUE: Blocks = (Title("卷宗目录"), Contents())
BACK: Blocks = (
    Cover("封底"),
    Form(
        (
            (("卷号", "number"),),
            (("立卷人", "filed_by"), ("立卷日期", "filed_on")),
            (("保管期限", "retention"),),
        )
    ),
    Say("本卷宗材料齐全，页号无误。"),
    Sign("检查人（签名）：", fingerprint=False),
)
