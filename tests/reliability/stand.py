"""Run in a house: the real pages in processes that may be killed at any moment, each raised again at once.

The parent loads everything and never touches the database again; its children are what gets killed. So a kill
costs milliseconds instead of the seconds of a cold start, and five hundred of them fit into a test. Lines on
standard output: `port N`, then `web PID` or `work PID` for every birth.
"""

import os
import socket
import sys
import threading

import django

django.setup()

from django.db import connections, transaction
from django.test import Client
from waitress import serve

from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from lianxin.shell.work import work_loop
from lianxin.shell.wsgi import application
from reliability.hamlet import NOW, report_of

WEB, WORK = int(sys.argv[1]), int(sys.argv[2])


def web(door: socket.socket) -> None:
    serve(application, sockets=[door], threads=4, _quiet=True)


def work(_door: socket.socket) -> None:
    work_loop(threading.Event())


def bear(role: str, door: socket.socket) -> int:
    child = os.fork()
    if child:
        print(role, child, flush=True)
        return child
    (web if role == "web" else work)(door)
    os._exit(0)


def warm() -> None:
    """Templates, lexicon, map and duty list are read once, here; nothing is kept."""
    Client().get("/", headers={"host": "localhost"})
    with transaction.atomic():
        matters.submit_report(report_of(0, seed="warm"), by=Actor.resident(), now=NOW)
        transaction.set_rollback(True)
    connections.close_all()


def main() -> None:
    warm()
    door = socket.create_server(("127.0.0.1", 0), backlog=256)
    print("port", door.getsockname()[1], flush=True)
    alive = {bear(role, door): role for role in ["web"] * WEB + ["work"] * WORK}
    while True:
        child, _status = os.wait()
        role = alive.pop(child)
        alive[bear(role, door)] = role


main()
