"""One call behind a form: what is refused comes back into the form, so that no word is lost."""

from collections.abc import Callable
from typing import TypeVar

from django import forms

from lianxin.kernel.errors import Refusal
from lianxin.pages.refusals import as_refusal

T = TypeVar("T")


def attempt(form: forms.Form, call: Callable[[], T]) -> T | None:
    """The answer of `call`, or None with its refusal laid into the form (`form.refusal` keeps the whole)."""
    try:
        return call()
    except Exception as raised:
        refusal = as_refusal(raised)
        if refusal is None:
            raise
        lay(form, refusal)
        return None


def lay(form: forms.Form, refusal: Refusal) -> None:
    form.refusal = refusal  # type: ignore[attr-defined]
    named = {name: why for name, why in refusal.fields.items() if name in form.fields}
    for name, why in named.items():
        form.add_error(name, why)
    if not named:
        form.add_error(None, refusal.sentence)
