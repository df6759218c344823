"""Addresses of deadlines."""

from django.urls import URLPattern, URLResolver, path

from lianxin.deadlines.web import days, times

app_name = "deadlines"
urlpatterns: list[URLPattern | URLResolver] = [
    path("calendar/", days.this_year, name="calendar"),
    path("calendar/<int:number>/", days.year, name="year"),
    path("calendar/<int:number>/clear/", days.clear, name="clear_day"),
    path("calendar/<int:number>/confirm/", days.confirm, name="confirm_year"),
    path("service-times/", times.shown, name="service_times"),
    path("service-times/change/", times.change, name="change_service_time"),
    path("service-times/ladder/", times.climb, name="change_ladder"),
]
