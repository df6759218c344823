"""What was done a moment ago, said on the page one lands on. The address carries a code and never words, so
that no link can make a page of ours say somebody else's; what a code means, each room says for itself."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.utils.http import urlencode

Words = Mapping[str, "str | Promise"]


def onward(done: str, to: str, *args: object) -> HttpResponse:
    """Lead on after a change to the page `to` (the name of an address, or one), which says it is done."""
    address = resolve_url(to, *args)
    mark = "&" if "?" in address else "?"
    return HttpResponseRedirect(f"{address}{mark}{urlencode({'done': done})}")


def said(request: HttpRequest, words: Words) -> str:
    """The sentence for what this address says was done; "" for nothing, and for what is not among `words`."""
    return str(words.get(request.GET.get("done", ""), ""))
