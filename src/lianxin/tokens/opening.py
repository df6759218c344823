"""Opening the door to a program: what its token says, and how often it may come."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lianxin.api.public import Bearer
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.pages.public import limits
from lianxin.tokens.errors import ScopeMissing, TokenOver, TokenUnknown
from lianxin.tokens.models import Partner, Token
from lianxin.tokens.scopes import SCOPES
from lianxin.tokens.secrets import digest_of, is_formed

MINUTE = timedelta(minutes=1)


def opened(secret: str, scope: str, *, now: datetime) -> Bearer:
    """Who shows this token, for what it was made. `scope` "": for whatever any token may. One statement, and
    one more on the first use of a day. Raises TokenUnknown, TokenOver, ScopeMissing."""
    row = _found(secret)
    today = local(now).date()
    _must_hold(row, today)
    if row.last_used_on != today:
        _used(row, today)
    bearer = _bearer(row)
    return allowed(bearer, scope)


def entered(request: HttpRequest, secret: str, scope: str) -> Bearer:
    """How the API asks: a token that is good for nothing here has still come, and counts."""
    now = clock.now()
    bearer = opened(secret, "", now=now)
    take(bearer, request, now=now)
    return allowed(bearer, scope)


def allowed(bearer: Bearer, scope: str) -> Bearer:
    """The same bearer, where the token was made for this too ("": for whatever). Raises ScopeMissing."""
    if scope and scope not in bearer.scopes:
        raise ScopeMissing(
            _("这个令牌没有“%(scope)s”这一项权限。") % {"scope": SCOPES[scope].label},
            instead=_("请换一个有这项权限(%(code)s)的令牌。") % {"code": scope},
        )
    return bearer


def take(bearer: Bearer, request: HttpRequest, *, now: datetime) -> None:
    """Count one request of this token's minute. Raises pages' TooMany (429, Retry-After): one statement, two
    more for the first of a minute. Whoever is refused is not counted."""
    bound = limits.Limit(
        "token",
        bearer.per_minute,
        MINUTE,
        gettext_noop("这个令牌这一分钟里来得太多了。请过 %(seconds)s 秒再来。"),
        gettext_noop("需要更多,请系统管理员调高它每分钟的次数。"),
    )
    limits.take(bound, request, now=now, whose=f"token:{bearer.token}")


def _found(secret: str) -> Token:
    row = None
    if is_formed(secret):
        row = Token.objects.select_related("partner", "person").filter(digest=digest_of(secret)).first()
    if row is None:
        raise TokenUnknown(
            _("没有带令牌,或者这个令牌不对。"),
            instead=_("请在请求头里写 Authorization: Bearer 加令牌;没有令牌,请向系统管理员申请。"),
        )
    return row


def _must_hold(row: Token, today: date) -> None:
    why = _over(row, today)
    if why:
        raise TokenOver(why, instead=_("请换一个新的令牌。"))


def _over(row: Token, today: date) -> str:
    if row.revoked_at is not None:
        return _("这个令牌已经收回了。")
    if row.partner is not None and row.partner.closed_at is not None:
        return _("这个对接方已经停用了。")
    if row.person is not None and not _may_come_in(row):
        return _("这个令牌的主人现在不能登录,或者已经在所有地方退出。")
    if not row.valid_from <= today < row.valid_until:
        return _("这个令牌只从 %(since)s 用到 %(until)s。") % {
            "since": row.valid_from.isoformat(),
            "until": (row.valid_until - timedelta(days=1)).isoformat(),
        }
    return ""


def _may_come_in(row: Token) -> bool:
    """As at the sign-in page, and since nobody ended their sessions: what shuts out a session shuts this."""
    owner = row.person
    if owner is None or not owner.is_active or owner.administrator or owner.epoch != row.epoch:
        return False
    return bool(settings.SAMPLE_TOWN or not owner.sample)


def _used(row: Token, today: date) -> None:
    """The day and no more: what a token was used for stands in the journal where anything was changed."""
    stale = Q(last_used_on__isnull=True) | Q(last_used_on__lt=today)
    Token.objects.filter(stale, id=row.id).update(last_used_on=today)


def _bearer(row: Token) -> Bearer:
    scopes = frozenset(row.scopes) & SCOPES.keys()
    if row.person is not None:
        mine = f"staff:{row.person.id}"
        return Bearer(row.id, row.name, Actor.staff(row.person.id), mine, scopes, (), row.per_minute)
    partner: Partner = row.partner  # type: ignore[assignment]  # of one or of the other, says the database
    return Bearer(
        row.id,
        partner.name,
        Actor.resident(),
        f"partner:{partner.id}",
        scopes,
        tuple(partner.areas),
        row.per_minute,
        partner=partner.id,
        test=partner.test,
    )
