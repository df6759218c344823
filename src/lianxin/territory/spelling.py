"""A place's name as registers write it (城隍庙社区居委会), and the shorter ways in which people do."""

import re

_COMMITTEES = ("居民委员会", "村民委员会", "居委会", "村委会")
_BODY = "居民委员会|居委会|村民委员会|村委会|办事处"
_GOVERNED = re.compile(f"({_BODY})$")
_SPOKEN = re.compile(f"((社区|街道)?({_BODY})|社区|街道|镇|乡|村)$")
_CORE = re.compile(f"(社区|村|街道|镇|乡|县|区)?({_BODY})?$")


def short_name(name: str) -> str:
    """The place and not its committee: 城隍庙社区居委会 → 城隍庙社区, 北石槽村委会 → 北石槽村."""
    for committee in _COMMITTEES:
        if name.endswith(committee) and len(name) > len(committee) + 1:
            stem = name.removesuffix(committee)
            is_village = committee.startswith("村") and not stem.endswith(("村", "社区"))
            return stem + "村" if is_village else stem
    return name


def without_body(name: str) -> str:
    """As in an address: 城隍庙社区居委会 → 城隍庙社区, 北石槽村委会 → 北石槽."""
    return _GOVERNED.sub("", name)


def spoken(name: str) -> str:
    """As in talk: 城隍庙社区居委会 → 城隍庙, 东街街道 → 东街; but 杜家村村委会 → 杜家村, since 杜家 alone is
    a family."""
    return _SPOKEN.sub("", name)


def core(name: str) -> str:
    """What is left without body and kind, for telling whether two names are one: 潞州区 → 潞州. Too short to
    be looked for in prose."""
    return _CORE.sub("", name)
