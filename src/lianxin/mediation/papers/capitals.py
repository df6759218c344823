"""Money as a Chinese paper writes it, so that nobody adds a stroke: 人民币捌佰元整. Pure."""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("仟", "佰", "拾", "")
GROUPS = ("", "万", "亿")
LARGEST = Decimal(10) ** 12
_ORDINARY = "零一二三四五六七八九"


def in_capitals(yuan: Decimal) -> str:
    """壹仟零贰元伍角整. Rounds to a fen; a debt is written as what is owed, so nothing is negative."""
    if not 0 <= yuan < LARGEST:
        raise ValueError(f"{yuan} is no amount that a paper can name")
    fen = int((yuan * 100).quantize(Decimal(1), ROUND_HALF_UP))
    whole, rest = divmod(fen, 100)
    small = _below_one(rest, after_yuan=whole > 0)
    if not whole:
        return small or "零元整"
    return f"{_whole(whole)}元{small or '整'}"


def _below_one(fen: int, *, after_yuan: bool) -> str:
    tenths, hundredths = divmod(fen, 10)
    if not fen:
        return ""
    if not hundredths:
        return f"{DIGITS[tenths]}角整"
    jiao = f"{DIGITS[tenths]}角" if tenths else ("零" if after_yuan else "")
    return f"{jiao}{DIGITS[hundredths]}分"


def _whole(number: int) -> str:
    """Four digits at a time; a gap of any length inside the number is one 零."""
    words, gap = "", False
    groups = [number // 10_000**at % 10_000 for at in range(len(GROUPS))]
    for at in reversed(range(len(GROUPS))):
        group = groups[at]
        if not group:
            gap = bool(words)
            continue
        words += ("零" if words and (gap or group < 1000) else "") + _four(group) + GROUPS[at]
        gap = False
    return words


def _four(group: int) -> str:
    words, gap = "", False
    for digit, place in zip(f"{group:04}", PLACES, strict=True):
        if digit == "0":
            gap = bool(words)
            continue
        words += ("零" if gap else "") + DIGITS[int(digit)] + place
        gap = False
    return words


def ordinal(number: int) -> str:
    """一, 二 … 九十九: how the terms of an agreement are counted."""
    tens, ones = divmod(number, 10)
    if tens > 9:
        return str(number)
    ten = ("" if tens == 1 else _ORDINARY[tens]) + "十" if tens else ""
    return ten + (_ORDINARY[ones] if ones or not tens else "")
