"""The heads of all chains, to be kept outside: who puts an old copy of the whole database back, or rewrites
a chain together with its head, is found out only by somebody who remembers."""

import json
from datetime import datetime

from django.utils.translation import gettext as _

from lianxin.journal.chain import End
from lianxin.journal.links import moment
from lianxin.journal.models import Head
from lianxin.kernel.errors import Invalid
from lianxin.kernel.keyring import keyring

_PURPOSE = "journal.witness"


def witness(now: datetime) -> str:
    """JSON: when, every county's head as [position, link], and a keyed digest over both."""
    heads = {county: [position, link] for county, position, link in _heads()}
    told: dict[str, object] = {"heads": heads, "witnessed_at": moment(now)}
    return json.dumps({**told, "seal": _seal(told)}, indent=1, sort_keys=True)


def recall(text: str) -> dict[str, End]:
    """The heads that a witness saw. Raises Invalid when the paper was altered or is of another deployment."""
    try:
        told = json.loads(text)
        seal = told.pop("seal")
        heads = {
            str(county): (int(position), str(link)) for county, (position, link) in told["heads"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as broken:
        raise Invalid(
            _("这不是一份完整的见证文件。"), instead=_("请换一份由 lianxin journal witness 写出的。")
        ) from broken
    if seal != _seal(told):
        raise Invalid(_("见证文件被改过,或者不是这一套部署写的。"), instead=_("请换另一份见证文件。"))
    return heads


def _heads() -> list[tuple[str, int, str]]:
    return list(Head.objects.order_by("county").values_list("county", "position", "link"))


def _seal(told: dict[str, object]) -> str:
    return keyring().digest(_PURPOSE, json.dumps(told, sort_keys=True))
