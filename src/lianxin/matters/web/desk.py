"""The pages of those who serve: the one list, one matter, the verbs, a report taken down."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotAllowed
from lianxin.matters import public as matters
from lianxin.matters.codes import BY_HAND
from lianxin.matters.contacts import ContactCard
from lianxin.matters.contracts import Card, Dossier
from lianxin.matters.public import Ref, Verb
from lianxin.matters.queries.same import marked
from lianxin.matters.queries.slip import slip as slip_of
from lianxin.matters.web import photos
from lianxin.matters.web.before import grouped, taken_in, told_together
from lianxin.matters.web.forms import ListForm, RevealForm, StaffSayForm, renewed, status_of
from lianxin.matters.web.overseeing import areas_seen, may_take_down, usual_channel
from lianxin.matters.web.places import place_of, point_words
from lianxin.matters.web.units import offers_for, roads_in_words
from lianxin.matters.web.verbforms import VerbForm, forms_for, with_quick_note
from lianxin.matters.web.wording import AFTER, ANOTHER, HEADINGS, MARK, STILL_RUNS, category_name
from lianxin.org import public as org
from lianxin.pages.public import attempt, done, insets, limits, moments, signed_in, staff

GIVES_AWAY = frozenset({Verb.SEND_BACK, Verb.TRANSFER, Verb.ESCALATE, Verb.HAND_DOWN})


@require_GET
@signed_in
def needle(request: HttpRequest) -> HttpResponse:
    """Everything that waits for me, whatever its family, sorted by what is due."""
    found = matters.needle(staff(request), now=clock.now())
    told = {code: getattr(found, code) for code, _heading in HEADINGS}
    told = grouped(told, now=clock.now())
    groups = [(code, heading, told[code]) for code, heading in HEADINGS]
    page = {"groups": groups, "count": found.count, "done": _just_done(request)}
    page["may_take_down"] = may_take_down(request)
    return render(request, "matters/needle.html", page)


@require_GET
@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """Every matter I may see, newest first, by state, kind and area."""
    asked = request.GET
    form = ListForm(asked, areas=areas_seen(request))
    wanted = matters.Wanted(*(asked.get(name, "") for name in ("area", "state", "category", "after")))
    found = matters.listing(staff(request), wanted, now=clock.now())
    following = asked.copy()
    following["after"] = found.next_after
    found = replace(found, cards=marked(found.cards, now=clock.now()))
    page = {"form": form, "found": found, "following": following.urlencode(), "is_later": "after" in asked}
    page["may_take_down"] = may_take_down(request)
    return render(request, "matters/list.html", page)


@require_GET
@signed_in
def matter(request: HttpRequest, county: str, matter_id: UUID) -> HttpResponse:
    """One matter: words and place, timeline, clock, why it came here, the buttons."""
    return _matter(request, Ref(county, matter_id))


@require_POST
@signed_in
def speak(request: HttpRequest, county: str, matter_id: UUID, verb: str) -> HttpResponse:
    """Speak one verb; what it lacks comes back into its form."""
    ref, by, now = Ref(county, matter_id), staff(request), clock.now()
    form = VerbForm(Verb(verb), with_quick_note(request.POST))
    if not form.is_valid():
        return _matter(request, ref, bound=form)
    moved = attempt(form, lambda: matters.speak(form.verb, ref, form.brought(), by=by, now=now))
    if moved is None:
        return _matter(request, ref, bound=form)
    left = photos.take(request, ref, moved.version, by=by)
    if verb == Verb.ACCEPT and request.POST.get("begin"):
        # A head accepts for the unit and does not begin: then it is accepted, and that was the wish.
        with suppress(NotAllowed):
            matters.speak(Verb.BEGIN, ref, by=by, now=now)
    return done.onward(verb, photos.onward(_onward(request, ref, verb, told=bool(left)), left))


@require_POST
@signed_in
def reveal(request: HttpRequest, county: str, matter_id: UUID) -> HttpResponse:
    """Show a contact, once, with a reason that the resident will read."""
    ref, by, now = Ref(county, matter_id), staff(request), clock.now()
    form = RevealForm(request.POST)
    card = None
    if form.is_valid():
        card = attempt(form, lambda: _looked(request, ref, form.cleaned_data["reason"], by, now))
    return _matter(request, ref, reveal_form=form, contact=card)


def _looked(request: HttpRequest, ref: Ref, reason: str, by: Actor, now: datetime) -> ContactCard:
    """The look and its count are kept together, or neither: what is refused is not counted."""
    with transaction.atomic():
        card = matters.reveal(ref, reason, by=by, now=now)
        limits.take(limits.LOOKS, request, now=now, whose=f"person:{by.id}")
        return card


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def take_down(request: HttpRequest) -> HttpResponse:
    """Take down what a resident says, or what was seen on a round."""
    now = clock.now()
    kinds = [(card.code, category_name(card)) for card in org.categories(local(now).date())]
    usual = {"channel": usual_channel(request)}
    if request.method != "POST":
        if not may_take_down(request):
            raise NotAllowed(_("记事给正在任职的工作人员用。"))
        return render(
            request, "matters/take_down.html", {"form": StaffSayForm(categories=kinds, initial=usual)}
        )
    form = StaffSayForm(renewed(request.POST), categories=kinds)
    if form.is_valid() and place_of(form):
        report = form.report(now, credential=f"staff:{request.user.pk}")
        answer = attempt(form, lambda: taken_in(request, report, by=staff(request), now=now))
        if answer:
            left = photos.take(request, answer.ref, 1, by=staff(request))
            slip_of_it = reverse("matters:slip", args=[answer.ref.county, answer.ref.id])
            return photos.redirect_with(slip_of_it, left)
    page = {"form": form, "here": request.path, "photos_lost": photos.brought(request)}
    return render(request, "matters/take_down.html", page, status=status_of(form))


@require_GET
@signed_in
def slip(request: HttpRequest, county: str, matter_id: UUID) -> HttpResponse:
    """What whoever took it down tells the caller; the code only where no message can."""
    told = slip_of(staff(request), Ref(county, matter_id), now=clock.now())
    page = {"told": told, "left_out": photos.left_out(request)}
    return render(request, "matters/slip.html", page)


def _matter(
    request: HttpRequest,
    ref: Ref,
    *,
    bound: VerbForm | None = None,
    reveal_form: RevealForm | None = None,
    contact: ContactCard | None = None,
) -> HttpResponse:
    now = clock.now()
    found = matters.dossier(staff(request), ref, now=now, held=org.duties_today(request))
    card = found.card
    if bound and bound.verb not in card.verbs and not bound.non_field_errors():
        # Its form is not on the page, so neither would be what was wrong with it.
        bound.add_error(None, _("这一步现在做不了了。现在能做的都在这一页上。"))
    if bound:
        bound.lay_doubts()
    offers = offers_for(card, local(now).date())
    asked = {"unit": found.because.get("proposed", ""), "until": found.asked_until}
    if Verb.DECLINE in card.verbs:
        asked["route"] = roads_in_words(card.category, local(now).date())
    asked |= {"words": found.public.words or found.public.proposal, "spot": found.public.spot}
    page = {
        "found": found,
        "card": card,
        "forms": forms_for(card.verbs, offers=offers, bound=bound, initial=asked),
        "refused": bound or reveal_form,
        "done": _just_done(request, card),
        "left_out": photos.left_out(request),
        "awaited": [] if found.channel in BY_HAND else photos.awaited(ref),
        "elsewhere": insets.lines(staff(request), about(found)),
        **told_together(request, card, now),
        "reveal_form": reveal_form or RevealForm(auto_id="reveal_%s"),
        "contact": contact,
        "mark": MARK.get(card.family, "matter"),
        "focus": point_words(found.point),
        "here": reverse("matters:matter", args=[ref.county, ref.id]),
    }
    failed = bound or (reveal_form if contact is None else None)
    return render(request, "matters/matter.html", page, status=status_of(failed) if failed else 200)


def about(found: Dossier) -> insets.About:
    """For the rooms above, which may know more of it."""
    return insets.About("matter", found.card.ref.county, found.card.ref.id, found.channel)


def _just_done(request: HttpRequest, card: Card | None = None) -> str:
    """What was done a moment ago, who is next, and by when where the page is about one matter."""
    words = done.said(request, {**{verb.value: words for verb, words in AFTER.items()}, **ANOTHER})
    if not words or card is None or card.due_at is None or request.GET["done"] not in STILL_RUNS:
        return words
    by = moments.date_of(card.due_at, now=clock.now())
    return words + _("答应给报事人回话的时间:%(by)s。") % {"by": by}


def _onward(request: HttpRequest, ref: Ref, verb: str, *, told: bool = False) -> str:
    """Back to where the person came from, which names what was done; else to the matter, unless it has just
    gone to somebody else: then it may no longer be theirs to see. `told`: there is more to tell of it."""
    onward = request.POST.get("next", "")
    if not told and onward.startswith("/") and url_has_allowed_host_and_scheme(onward, allowed_hosts=None):
        return onward
    if verb in GIVES_AWAY:
        return reverse("matters:needle")
    return reverse("matters:matter", args=[ref.county, ref.id])
