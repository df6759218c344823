"""Which news there is, and which verbs of a matter make it. What units say among themselves is none."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.matters.public import Verb

PING = "ping"
KINDS: dict[str, "str | Promise"] = {
    "matter.submitted": _("收到一件事"),
    "matter.routed": _("交给了一个单位"),
    "matter.accepted": _("单位收下了"),
    "matter.begun": _("开始处理"),
    "matter.extended": _("改了答复的日子"),
    "matter.shelved": _("暂时做不了"),
    "matter.resumed": _("又接着做"),
    "matter.handled": _("说办好了"),
    "matter.redone": _("核查后返工"),
    "matter.verified": _("有人去看过"),
    "matter.closed": _("结案"),
    "matter.reopened": _("重开"),
    "matter.declined": _("不受理"),
    "matter.merged": _("并入另一件"),
    "matter.withdrawn": _("报事人撤回"),
}
OF_VERB: dict[str, str] = {
    Verb.SUBMIT: "matter.submitted",
    Verb.ROUTE: "matter.routed",
    Verb.ACCEPT: "matter.accepted",
    Verb.BEGIN: "matter.begun",
    Verb.EXTEND: "matter.extended",
    Verb.SHELVE: "matter.shelved",
    Verb.RESUME: "matter.resumed",
    Verb.FINISH: "matter.handled",
    Verb.REDO: "matter.redone",
    Verb.VERIFY: "matter.verified",
    Verb.CLOSE: "matter.closed",
    Verb.REOPEN: "matter.reopened",
    Verb.DECLINE: "matter.declined",
    Verb.MERGE: "matter.merged",
    Verb.WITHDRAW: "matter.withdrawn",
}
