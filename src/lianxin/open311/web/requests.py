"""Requests: taken in, listed, and shown one by one."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid, NotFound
from lianxin.matters import public as matters
from lianxin.matters.public import Submitted
from lianxin.open311 import finding, reading
from lianxin.open311.actions.submit import send, tried
from lianxin.open311.plain import Told, Tree
from lianxin.open311.showing import Shown, tree_of
from lianxin.open311.web import keys, photos, search
from lianxin.open311.web.answers import Answer
from lianxin.open311.web.asked import Asked, must_be_form
from lianxin.open311.web.catalogue import offered

ROOT = "service_requests"


def listed(asked: Asked) -> Answer:
    partner = keys.reader(asked)
    numbers = asked.several("service_request_id")
    if numbers:  # says the specification: it overrides all the rest
        asked.jurisdiction()
        found = finding.by_numbers(numbers, partner, trial=asked.trial, now=asked.now)
    else:
        found = finding.found(search.wanted(asked), partner, trial=asked.trial, now=asked.now)
    return _shown(asked, found, private=partner is not None)


def one(asked: Asked, number: str) -> Answer:
    partner = keys.reader(asked)
    jurisdiction = asked.jurisdiction()
    found = finding.by_numbers([number], partner, trial=asked.trial, now=asked.now)
    if not found or (jurisdiction and not found[0].community.startswith(jurisdiction)):
        raise NotFound(_("没有这个 service_request_id,或者它不公开。"))
    return _shown(asked, found, private=partner is not None)


def by_token(asked: Asked, token: str) -> Answer:
    """We answer at once with an id and give out no tokens; to a client that goes by tokens alone, the id is
    its own token."""
    one(asked, token)
    return Answer(Told(ROOT, [{"service_request_id": token, "token": token}]))


def sent(asked: Asked) -> Answer:
    must_be_form(asked.request)
    bearer = keys.writer(asked)
    jurisdiction = asked.jurisdiction()
    code = asked.word("service_code")
    if not code:
        raise Invalid(_("没有给 service_code。"), instead=_("服务都列在 services 里。"))
    fields = reading.Fields(
        word=asked.word,
        attributes=asked.attributes(),
        media_urls=asked.words.getlist("media_url"),
        photos=photos.digests_of(asked),
        jurisdiction=jurisdiction,
    )
    sending = reading.read(offered(code, asked), fields, asked.on)
    if asked.trial or bearer.test:
        number = tried(sending, bearer, now=asked.now)
        return _said(number, None, photos.judged(asked))
    told = send(sending, bearer, now=asked.now)
    left_out = photos.keep(asked, told.ref, by=bearer.actor)
    theirs = not told.again or sending.is_somebodys
    more = _more(asked, told) if theirs else None
    return _said(told.number, more, "\n".join(filter(None, [_notice(asked, told), left_out])))


def _said(number: str, more: Tree, notice: str) -> Answer:
    tree: dict[str, Tree] = {
        "service_request_id": number,
        "service_notice": notice,
        "account_id": None,
    }
    if more is not None:
        tree["extended_attributes"] = more
    return Answer(Told(ROOT, [tree]), private=True)


def _notice(asked: Asked, told: Submitted) -> str:
    """Who has it and by when; above that, the numbers to call where the words speak of danger."""
    progress = matters.progress(told.code, now=asked.now)
    urgent = _("听起来有危险:着火打 119,有人受伤打 120,有人行凶打 110,不要等这里回话。")
    return "\n".join([urgent, progress.headline] if progress.urgent else [progress.headline])


def _more(asked: Asked, told: Submitted) -> Tree:
    """The resident's code, for a client that asks: it belongs to whoever reported, to be shown to them."""
    if not _extended(asked):
        return None
    page = reverse("matters:progress", args=[told.code])
    return {"code": told.code, "progress_url": asked.request.build_absolute_uri(page)}


def _shown(asked: Asked, found: Sequence[Shown], *, private: bool) -> Answer:
    extended = _extended(asked)
    whole = asked.request.build_absolute_uri
    tree: list[Tree] = [tree_of(shown, whole, extended=extended) for shown in found]
    changed = max((shown.updated_at for shown in found), default=None)
    return Answer(Told(ROOT, tree), private=private, changed_at=changed)


def _extended(asked: Asked) -> bool:
    return "true" in {asked.word("extensions").lower(), asked.word("extended").lower()}
