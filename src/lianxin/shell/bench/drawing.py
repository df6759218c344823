"""A small chart in SVG for the documents: two lines, their axis from zero, the number beside it."""

from collections.abc import Sequence
from typing import Any

WIDE, HIGH, LEFT, TOP = 560, 300, 48, 16
INNER_W, INNER_H = WIDE - LEFT - 24, HIGH - TOP - 44
BLUE, EARTH, INK = "#1f4e8c", "#b5472f", "#333"


def curve(told: dict[str, Any]) -> str:
    """Precision and recall of suggestions over the threshold, with the one that was chosen."""
    rows = told["held_out"]
    lines = [
        _line([(row["threshold"], row["precision"]) for row in rows], BLUE, ""),
        _line([(row["threshold"], row["recall"]) for row in rows], EARTH, "6 4"),
    ]
    here = told["suggest_from"]
    at = min(rows, key=lambda row: abs(row["threshold"] - here))
    words = [
        _text(_x(here) + 4, TOP + INNER_H - 8, f"chosen {here}"),
        _text(LEFT + 8, _y(0.28), f"— precision: {at['precision']:.2f} there", BLUE),
        _text(LEFT + 8, _y(0.18), f"- - recall: {at['recall']:.2f} there", EARTH),
        _text(LEFT + 8, _y(0.08), f"n = {at['repeats']} repeats among {told['reports'][1]} reports"),
        _text(LEFT + INNER_W / 2 - 30, HIGH - 8, "threshold"),
    ]
    mark = f'<path d="M{_x(here):.1f} {TOP}V{TOP + INNER_H}" stroke="{INK}" stroke-dasharray="2 3"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" '
        f'font-size="12" fill="none"><rect width="{WIDE}" height="{HIGH}" fill="#fff"/>'
        f"{_axes()}{mark}{''.join(lines)}{''.join(words)}</svg>\n"
    )


def _axes() -> str:
    found = [f'<path d="M{LEFT} {TOP}V{TOP + INNER_H}H{LEFT + INNER_W}" stroke="{INK}"/>']
    for step in range(0, 11, 2):
        share = step / 10
        found.append(_text(LEFT - 26, _y(share) + 4, f"{share:.1f}"))
        found.append(_text(_x(share) - 8, TOP + INNER_H + 16, f"{share:.1f}"))
    return "".join(found)


def _line(points: Sequence[tuple[float, float]], colour: str, dashes: str) -> str:
    way = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<polyline points="{way}" stroke="{colour}" stroke-width="2"{dashed}/>'


def _text(x: float, y: float, words: str, colour: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}">{words}</text>'


def _x(share: float) -> float:
    return LEFT + share * INNER_W


def _y(share: float) -> float:
    return TOP + (1 - share) * INNER_H
