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

from django.db import connections
from django.test import Client
from waitress import serve

from lianxin.shell.work import work_loop
from lianxin.shell.wsgi import application

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


def main() -> None:
    Client().get("/", headers={"host": "localhost"})  # templates and reference data are read once, here
    connections.close_all()
    door = socket.create_server(("127.0.0.1", 0), backlog=256)
    print("port", door.getsockname()[1], flush=True)
    alive = {bear(role, door): role for role in ["web"] * WEB + ["work"] * WORK}
    while True:
        child, _status = os.wait()
        role = alive.pop(child)
        alive[bear(role, door)] = role


main()
