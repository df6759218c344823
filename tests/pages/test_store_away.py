"""A store that is away is a sentence with a time to try again, for those signed in too."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from lianxin.accounts import public as accounts
from signin import signed_in
from town import Town


def failing_on(table: str, fault: Exception) -> Callable[..., Any]:
    def wrapper(execute: Callable[..., Any], sql: str, *told: Any) -> Any:
        if table in sql:
            raise fault
        return execute(sql, *told)

    return wrapper


@pytest.mark.parametrize("table", ["django_session", "accounts_person", "org_duty"])
@pytest.mark.parametrize(
    "fault",
    [
        OperationalError("connection refused"),
        OperationalError("deadlock detected"),
        InterfaceError("connection already closed"),
    ],
)
def test_wherever_it_breaks_it_asks_to_try_again(
    town: Town, client: Client, table: str, fault: Exception
) -> None:
    signed_in(client, accounts.find_person("liwangge"))
    client.raise_request_exception = False

    with connection.execute_wrapper(failing_on(table, fault)):
        answer = client.get("/needle/")

    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert "稍后再试" in answer.content.decode()


def test_a_fault_of_ours_is_still_a_fault(town: Town, client: Client) -> None:
    signed_in(client, accounts.find_person("liwangge"))
    client.raise_request_exception = False

    with connection.execute_wrapper(failing_on("django_session", ValueError("a bug"))):
        assert client.get("/needle/").status_code == 500
