"""The page of call-backs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lianxin.kernel import clock
from lianxin.matters import public as matters
from lianxin.pages.public import signed_in, staff


@require_GET
@signed_in
def follow_ups(request: HttpRequest) -> HttpResponse:
    """Whom to ring: those who were not content first."""
    found = matters.follow_ups(staff(request), now=clock.now())
    return render(request, "matters/follow_ups.html", {"found": found})
