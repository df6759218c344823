"""Which kinds of mediation a dispute needs together (三联调), and why: people's first, the others by rule.

Pure. Joint mediation is one file, several bodies and one that leads. The rule: operations 5.3.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    PEOPLES = "peoples", _("人民调解")
    ADMINISTRATIVE = "administrative", _("行政调解")
    JUDICIAL = "judicial", _("司法调解")


class Why(TextChoices):
    FREE = "free", _("自愿、不收费,先走人民调解")
    COMPETENT = "competent", _("法律规定有部门可以调解这类纠纷")
    REFERRED = "referred", _("法院委派或者委托调解")
    FILED = "filed", _("已经起诉,法院在办")
    ENFORCE = "enforce", _("需要能强制执行的结果")
    FAILED = "failed", _("调解两次没有成")


TRIES = 2


@dataclass(frozen=True)
class Signs:
    """Facts of the dispute. `department` has a statute's word for mediating this kind (the road map says so);
    `failures` counts earlier mediations of this dispute that came to nothing."""

    department: bool = False
    filed: bool = False
    referred: bool = False
    enforce: bool = False
    failures: int = 0


@dataclass(frozen=True)
class Link:
    channel: Channel
    whys: tuple[Why, ...]
    leads: bool = False


def link(signs: Signs) -> tuple[Link, ...]:
    """The kinds to bring together, the leading one marked. What a court has in hand and sent to nobody is the
    court's: there people's mediation is not offered beside it."""
    judicial = _judicial(signs)
    courts = signs.filed and not signs.referred
    found = [] if courts else [Link(Channel.PEOPLES, (Why.FREE,), leads=True)]
    if signs.department and not courts:
        found.append(Link(Channel.ADMINISTRATIVE, (Why.COMPETENT,)))
    if judicial:
        found.append(Link(Channel.JUDICIAL, judicial, leads=courts))
    return tuple(found)


def _judicial(signs: Signs) -> tuple[Why, ...]:
    held = {
        Why.REFERRED: signs.referred,
        Why.FILED: signs.filed,
        Why.ENFORCE: signs.enforce,
        Why.FAILED: signs.failures >= TRIES,
    }
    return tuple(why for why, is_so in held.items() if is_so)
