"""Which kinds and which states may be shown, and what a state is called where anybody reads it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.matters.contracts import Shown
from lianxin.matters.lifecycle import DONE, OPEN, SHOWABLE, State
from lianxin.matters.models import Matter, Publicity
from lianxin.matters.publicity.proposal import propose
from lianxin.org import public as org

# What a state is to anybody: a rating, a bounce or a shelf is between the resident and those who serve.
STATES: Mapping[str, tuple["Promise", frozenset[State]]] = {
    "hand": (gettext_lazy("正在办"), OPEN),
    "done": (gettext_lazy("办好了"), DONE),
    "declined": (gettext_lazy("这里不能受理"), frozenset({State.DECLINED})),
}


def outcome(state: str) -> str:
    """Of a state that may be shown: hand, done or declined."""
    return next(code for code, (_words, states) in STATES.items() if state in states)


def categories() -> frozenset[str]:
    """The kinds of matter that are of public space, those retired too: their matters stay what they were."""
    return frozenset(card.code for card in org.categories() if card.public)


def of_public_space(category: str) -> bool:
    card = org.category(category) if category else None
    return card is not None and card.public


def shown(matter: Matter) -> Shown:
    may = of_public_space(matter.category) and matter.state in SHOWABLE
    visible = may and matter.public_at is not None
    return Shown(
        may=may,
        words=matter.public_words if visible else "",
        spot=matter.publicity == Publicity.SPOT,
        objected=matter.publicity == Publicity.OBJECTED,
        proposal=propose(matter) if may else "",
    )


def keep_in_step(matter: Matter) -> None:
    """What was taken back or lies in another matter now is shown no longer, and comes back only by a new
    decision."""
    if matter.state not in SHOWABLE and matter.public_at is not None:
        hide(matter, Publicity.UNSAID)


def hide(matter: Matter, why: Publicity) -> None:
    matter.public_at, matter.public_words, matter.publicity = None, "", why


def sentence(state: str, unit: str) -> str:
    """How it stands, in a sentence that names a public body and no person."""
    told = {
        State.SUBMITTED: _("正在找管这件事的单位"),
        State.SHELVED: _("%(unit)s 现在还做不了,到日子会再看"),
        State.HANDLED: _("%(unit)s 说办好了,等别人去看"),
        State.VERIFIED: _("有人去看过,办好了,等结案"),
        State.CLOSED: _("办好了"),
        State.RATED: _("办好了"),
        State.DECLINED: _("这里不能受理,已经告诉报事人可以走的路"),
    }
    words = told.get(State(state), _("%(unit)s 正在办"))
    return words % {"unit": unit or _("值班台")}
