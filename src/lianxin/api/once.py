"""Idempotency-Key: the same key and the same words are done once and answered alike.

The claim, the deed and the answer are one transaction: of two at the same moment the second waits here and
reads the first one's answer. What is refused leaves no trace, since nothing was done."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from lianxin.api.entrance import bearer_of
from lianxin.api.models import Once
from lianxin.kernel import clock
from lianxin.kernel.errors import Invalid, Mismatch, NotNow
from lianxin.kernel.keyring import keyring
from lianxin.kernel.rows import insert

KEPT = timedelta(days=1)
LONGEST_KEY = 200
Plain = dict[str, Any]


def once(request: HttpRequest, call: Callable[[], Plain], *, keep: bool = True) -> Plain:
    """Do `call` in a transaction, and where the request bears an Idempotency-Key, only once within a day.
    `keep` False: what it answers must lie nowhere (a contact), so the second time it is refused. What an
    outside system sends for tests is done, answered, and undone. Raises Mismatch."""
    key = _key(request)
    with transaction.atomic():
        if key and not insert([_claim(request, key)], pass_over_known=True):
            return _given_before(request, key)
        answer = call()
        if key and keep:
            sealed = keyring().seal(orjson.dumps(answer).decode(), bound_to=f"once:{key}")
            Once.objects.filter(key=key).update(sealed=sealed)
        if bearer_of(request).test:
            request.lx_test = True  # type: ignore[attr-defined]  # said in the answer's head
            transaction.set_rollback(True)
    return answer


def done(request: HttpRequest, call: Callable[[], object]) -> Plain:
    """`once`, for what has nothing to tell afterwards but that it is done."""

    def called() -> Plain:
        call()
        return {"done": True}

    return once(request, called)


def forget(now: datetime) -> int:
    """Delete what is older than a day; returns how many rows."""
    deleted, _by_model = Once.objects.filter(made_at__lt=now - KEPT).delete()
    return int(deleted)


def _key(request: HttpRequest) -> str:
    told = request.headers.get("Idempotency-Key", "")
    if not told:
        return ""
    if len(told) > LONGEST_KEY or not all(" " < sign < "\x7f" for sign in told):
        words = _("Idempotency-Key 最多 200 个字,只用英文字母、数字和符号。")
        raise Invalid(words, fields={"Idempotency-Key": words})
    return keyring().digest("api.once", f"{bearer_of(request).token}\0{told}")


def _claim(request: HttpRequest, key: str) -> Once:
    return Once(key=key, fingerprint=_fingerprint(request), made_at=clock.now())


def _fingerprint(request: HttpRequest) -> str:
    """Of what is asked, not of how it is written: another order of the fields is the same. Read twice by the
    same reader, so that it never disagrees with what was done."""
    # Keyed: next to the table of reports a plain hash would let a thief try out telephone numbers.
    return keyring().digest("api.once.body", f"{request.method}\0{request.path}\0{_brought(request)}")


def _brought(request: HttpRequest) -> str:
    file: str | None = getattr(request, "lx_file", None)
    if file is not None:
        return file
    body = orjson.dumps(orjson.loads(request.body), option=orjson.OPT_SORT_KEYS) if request.body else b""
    return body.decode()


def _given_before(request: HttpRequest, key: str) -> Plain:
    row = Once.objects.get(key=key)
    if row.fingerprint != _fingerprint(request):
        raise Mismatch(
            _("这个 Idempotency-Key 已经用过了,但内容和上次不一样。"), instead=_("是另一件事,请换一个。")
        )
    if row.sealed is None:
        raise NotNow(
            _("这一次已经看过了,看到的内容不会再存下来重发。"),
            instead=_("要再看一次,请换一个 Idempotency-Key。"),
        )
    request.lx_again = True  # type: ignore[attr-defined]  # said in the answer's head
    answer: Plain = orjson.loads(keyring().open(bytes(row.sealed), bound_to=f"once:{key}"))
    return answer
