"""A resident's code opens their matter by itself: no log may hold one."""

import logging

import pytest
from django.test import Client

from lianxin.matters import public as matters
from town import Town


@pytest.mark.django_db
def test_a_refusal_is_logged_without_the_code(
    client: Client, town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    code = matters.resident_code(town.reported().id)

    with caplog.at_level(logging.DEBUG, "django.request"):
        assert client.post(f"/p/{code}/rate/", {"level": "5"}).status_code == 409
        assert Client(enforce_csrf_checks=True).post(f"/p/{code}/rate/").status_code == 403

    assert caplog.text.count("/p/…/rate/") == 2
    assert code not in caplog.text
