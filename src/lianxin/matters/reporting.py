"""What a report must look like to be taken in: pure, so that a file is judged before any of it goes in."""

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.kernel.legible import legible, plain_name
from lianxin.matters.contracts import Report
from lianxin.notices.public import mail

LONGEST = 4000  # characters; a settlement account in GB/T 31000 has 2,000


def checked(report: Report) -> Report:
    """As it will be kept. Raises Invalid: no words, too long, no place, no such number."""
    text = legible(report.text)
    faults = {}
    if not text:
        faults["text"] = _("请写下您想说的事,一句话就行。")
    elif len(text) > LONGEST:
        faults["text"] = _("太长了:最多 %(most)d 个字,现在是 %(now)d 个字。") % {
            "most": LONGEST,
            "now": len(text),
        }
    if report.point is None and not report.area:
        faults["area"] = _("请告诉我们在哪里:用您的位置、选一个社区或村,或在地图上点一下。")
    faults |= faults_of(report.phone, report.mail.strip())
    if faults:
        raise Invalid(next(iter(faults.values())), fields=faults)
    # The fingerprint is of what was sent, so the cleaned text replaces it here and nowhere later.
    return Report(**{**report.__dict__, "text": text, "place": plain_name(report.place)[:200]})


def faults_of(phone: str, address: str) -> dict[str, str]:
    """What is wrong with how somebody wants to be reached, by field."""
    faults = {}
    if phone and not phone_like(phone):
        faults["phone"] = _("这个电话好像不对:请填 7 到 15 位数字,也可以不填。")
    if address and not mail.is_address(address):
        faults["mail"] = _("这个邮箱地址好像不对,也可以不填。")
    return faults


def phone_like(phone: str) -> bool:
    digits = [sign for sign in phone if sign.isdigit()]
    return 7 <= len(digits) <= 15 and set(phone) <= set("0123456789+-() ")
