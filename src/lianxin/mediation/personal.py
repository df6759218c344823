"""What is kept of those who quarrel and of those who mediate. All words are sealed by the room's own key."""

from lianxin.kernel.dataprotection import Declared

TALKS = "PIPL 13(3), 人民调解法 27: the file of a mediation that the parties agreed to"
PROOF = "PIPL 54, 69: who did what for whom must be provable"
KEPT = "until the file's time is over (`Dispute.kept_until`), then destroyed with a record"
STAYS = "with the dispute's number: that it was, and how it ended, stays provable"
SEALED = "whoever leads the talks; the party concerned; others of those who serve after giving a reason"
PARTIES = "the parties, and whoever leads the talks"
NAMED = "PIPL 13(1): they agreed to be asked; 人民调解法 20"
FAIR = "PIPL 13(1): they agreed to be asked; 人民调解法 15: a mediator who favours a side is replaced"
LISTED = "a year after they are asked no more: deleted; who sat on a panel stays by name with its file"
EMPTIED = "emptied a year after they are asked no more"
LOOKS = "whoever keeps the area, or guides mediation there"

DECLARED = (
    Declared("Dispute.sealed", "what it is about, in the parties' words", TALKS, KEPT, SEALED),
    Declared("Dispute.mediator", "who leads the talks", PROOF, STAYS, PARTIES),
    Declared(
        "Dispute.ties",
        "which members of the panel may not sit with this one dispute, and why",
        "人民调解法 23(1): the parties choose their mediator",
        KEPT,
        SEALED,
    ),
    Declared(
        "Dispute.harms",
        "answers about the quarrel, never about a person: whether somebody must be kept safe first",
        "人民调解法 25; 反家庭暴力法 14; 未成年人保护法 11",
        "with the file; the colour they give is gone when the talks are over",
        SEALED,
    ),
    Declared("Dispute.colour", "how pressing the quarrel is", TALKS, "gone when the talks are over", PARTIES),
    Declared("Dispute.reasons", "codes: why that colour", TALKS, "as the colour", PARTIES),
    Declared("Party.sealed", "who is in it and how to reach them, as far as they said", TALKS, KEPT, SEALED),
    Declared(
        "Party.code_digest", "to find one's own dispute by one's code", TALKS, KEPT, "nobody; a keyed digest"
    ),
    Declared("Party.will", "whether they agree to mediate", TALKS, KEPT, PARTIES),
    Declared("Party.side", "on which side they stand in this one quarrel", TALKS, KEPT, PARTIES),
    Declared("Step.actor", "who did it", PROOF, STAYS, "nobody, on no page"),
    Declared("Step.post", "who did it while serving, by post and name", PROOF, STAYS, PARTIES),
    Declared("Step.sealed", "what was said with it", TALKS, KEPT, SEALED),
    Declared("Step.facts", "codes, days and ids of parties", PROOF, STAYS, PARTIES),
    Declared("Sitting.sealed", "where, and what was said", "人民调解法 27", KEPT, PARTIES),
    Declared("Sitting.present", "ids of the parties who were there", "人民调解法 27", KEPT, PARTIES),
    Declared(
        "Aside.sealed",
        "what one party told the mediator alone",
        "人民调解法 15, 21: told in confidence",
        "until the file is closed (`FILE`, or a year after the end), and never in it",
        "the mediator who wrote it",
    ),
    Declared("Aside.person", "the mediator who wrote it", PROOF, "as the note", "nobody, on no page"),
    Declared("Agreement.sealed", "what was agreed", "人民调解法 28, 29", KEPT, PARTIES),
    Declared("Fulfilment.sealed", "what one has promised", "人民调解法 31", KEPT, PARTIES),
    Declared("Fulfilment.proof", "by which paper its keeping is known", "人民调解法 31", KEPT, PARTIES),
    Declared("SubsidyClaim.mediator", "who is paid for it", PROOF, STAYS, "they themselves, and the guide"),
    Declared("SubsidyClaim.sealed", "why it was returned", PROOF, KEPT, "its mediator, and the guide"),
    Declared("HandOver.sealed", "why a body did not take it", TALKS, KEPT, "whoever leads the talks"),
    Declared("Look.person", "who opened the file", PROOF, STAYS, "nobody, on no page"),
    Declared("Look.post", "who opened it, by post and name", PROOF, KEPT, PARTIES),
    Declared(
        "PanelMember.person",
        "who may be asked onto a panel, where they have an account",
        NAMED,
        LISTED,
        LOOKS,
    ),
    Declared("PanelMember.name", "the same, of somebody without an account", NAMED, LISTED, LOOKS),
    Declared("PanelMember.kinds", "as whom they are asked: 村长, 老教师 …", NAMED, LISTED, LOOKS),
    Declared("PanelMember.area", "which place they serve", NAMED, LISTED, LOOKS),
    Declared("PanelMember.categories", "which quarrels they know well", NAMED, LISTED, LOOKS),
    Declared("PanelMember.languages", "so that every party is understood", NAMED, EMPTIED, LOOKS),
    Declared(
        "PanelMember.gender",
        "for a party who wishes for a woman or a man; may be left out",
        NAMED,
        EMPTIED,
        LOOKS,
    ),
    Declared("PanelMember.employer", "so that nobody mediates for a colleague", FAIR, EMPTIED, LOOKS),
    Declared(
        "PanelMember.home", "so that nobody mediates for a neighbour of their house", FAIR, EMPTIED, LOOKS
    ),
    Declared("PaperTemplate.brought_by", "who is told where it fails", PROOF, STAYS, "nobody, on no page"),
    Declared("Look.sealed", "why", PROOF, KEPT, PARTIES),
)
_COUNTED = (
    "Dispute",
    "Party",
    "Step",
    "Due",
    "Series",
    "Look",
    "Sitting",
    "Aside",
    "Agreement",
    "Signature",
    "SubsidyClaim",
    "HandOver",
    "Seat",
)
EXCUSED = {
    **{f"{table}.county": "a county's code" for table in (*_COUNTED, "Fulfilment", "Destruction")},
    **dict.fromkeys(
        (
            "Dispute.category", "Dispute.source", "Dispute.sender", "Dispute.state",
            "Step.verb", "Step.state_before", "Step.state_after", "Step.actor_kind",
            "Seat.role", "Seat.merits",
            "HandOver.joining", "HandOver.body", "HandOver.answer", "SubsidyClaim.grade",
            "SubsidyClaim.state", "Due.kind", "Look.what", "Sitting.result", "Signature.signer",
            "Signature.hand",
            "Destruction.category", "Destruction.rule",
        ),
        "a code of ours",
    ),
    **dict.fromkeys(
        ("PanelKind.code", "PanelKind.group", "PanelKind.name", "PanelKind.name_en", "PanelKind.note"),
        "a kind of panel members: configuration",
    ),
    "PaperTemplate.kind": "a code of ours",
    "PaperTemplate.form": "a code of ours",
    "PaperTemplate.body": "how a paper is laid out: configuration",
    "PaperTemplate.digest": "of the body",
    "Dispute.number": "the number of a file",
    "Destruction.number": "the number of a file",
    "Destruction.papers": "how many of which kind",
    "Dispute.area": "the code of an area",
    "Dispute.matter": "the id of a matter",
    "Dispute.notified": "codes of offices",
    "Dispute.reference": "the sender's number of a file",
    "HandOver.papers": "codes of papers",
    "SubsidyClaim.grounds": "codes of ours",
}  # fmt: skip
