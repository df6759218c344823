"""The tables of disputes, heavy but for the list of panel members: each carries `county`. Whatever somebody
said is sealed (`vault`)."""

from lianxin.mediation.models.agreement import Agreement, Fulfilment, Signature
from lianxin.mediation.models.destruction import Destruction
from lianxin.mediation.models.dispute import Dispute, Due, Look, Party, Series, Step
from lianxin.mediation.models.hand_over import HandOver
from lianxin.mediation.models.panel import PanelKind, PanelMember
from lianxin.mediation.models.paper_template import PaperTemplate
from lianxin.mediation.models.seat import Seat
from lianxin.mediation.models.sitting import Aside, Sitting
from lianxin.mediation.models.subsidy import SubsidyClaim

__all__ = [
    "Agreement",
    "Aside",
    "Destruction",
    "Dispute",
    "Due",
    "Fulfilment",
    "HandOver",
    "Look",
    "PanelKind",
    "PanelMember",
    "PaperTemplate",
    "Party",
    "Seat",
    "Series",
    "Signature",
    "Sitting",
    "Step",
    "SubsidyClaim",
]
