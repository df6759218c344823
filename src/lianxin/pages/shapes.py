"""The few shapes of the design, drawn on 16 × 16. A shape never stands without its word."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_LINE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
SHAPES: dict[str, str] = {
    # states
    "waiting": f'<circle cx="8" cy="8" r="5.5" {_LINE}/>',
    "moving": f'<circle cx="8" cy="8" r="5.5" {_LINE}/>'
    '<path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>',
    "kept": f'<path d="M3 8.5l3.3 3.3L13 4.8" {_LINE}/>',
    "late": '<path d="M8 1.8 15 14H1z" fill="currentColor"/>',
    "paused": f'<path d="M5.5 3.5v9M10.5 3.5v9" {_LINE}/>',
    "ended": f'<path d="M3 8h10" {_LINE}/>',
    "stopped": f'<path d="M4 4l8 8M12 4l-8 8" {_LINE}/>',
    # families
    "matter": '<circle cx="8" cy="8" r="6" fill="currentColor"/>',
    "dispute": '<path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="currentColor"/>',
    "duty": '<rect x="2.5" y="2.5" width="11" height="11" rx="1" fill="currentColor"/>',
    # signs
    "place": f'<path d="M8 14.5c-3.3-3.4-5-5.7-5-8a5 5 0 0 1 10 0c0 2.3-1.7 4.6-5 8z" {_LINE}/>'
    '<circle cx="8" cy="6.5" r="1.7" fill="currentColor"/>',
    "clock": f'<circle cx="8" cy="8" r="6" {_LINE}/><path d="M8 4.5V8l2.5 1.5" {_LINE}/>',
    "phone": f'<rect x="4.5" y="1.5" width="7" height="13" rx="1.5" {_LINE}/><path d="M7 12h2" {_LINE}/>',
    "eye": f'<path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z" {_LINE}/>'
    '<circle cx="8" cy="8" r="1.8" fill="currentColor"/>',
}


def shape(name: str) -> SafeString:
    """A small drawing that carries no meaning alone: the word stands beside it."""
    return mark_safe(  # noqa: S308  # our own constants, never input
        f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{SHAPES[name]}</svg>'
    )


def standing(tone: str, word: Any) -> SafeString:
    """A state: shape + word + colour. `tone`: waiting, moving, kept, late, paused, ended, stopped."""
    return format_html('<span class="state state-{}">{}{}</span>', tone, shape(tone), word)
