"""Pages that belong to no room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lianxin.kernel.errors import NotAllowed


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened too long ago, or did not come from our own page: nothing was done."""
    refusal = NotAllowed("这个页面放得太久了,刚才的操作没有生效。", instead="请返回上一页,刷新后再提交一次。")
    return render(request, "pages/refusal.html", {"refusal": refusal}, status=403)
