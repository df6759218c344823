"""What whoever stands before a page holds today: asked once a page, by its menu and by every room that shows
something on it."""

from django.http import HttpRequest

from lianxin.kernel import clock
from lianxin.org.cards import Held
from lianxin.org.models import DutyKind
from lianxin.org.queries import held
from lianxin.pages.public import once_per_page, staff


def duties_today(request: HttpRequest) -> tuple[Held, ...]:
    """One statement a page. Call it behind `signed_in`."""
    return once_per_page(request, "duties", lambda: held(staff(request), on=clock.local(clock.now()).date()))


def keeps_everything(request: HttpRequest) -> bool:
    return any(duty.kind == DutyKind.KEEPER and not duty.area for duty in duties_today(request))
