"""The command line: `lianxin COMMAND`. Every module in this folder with a `register` is one command."""

import argparse
import importlib
import os
import pkgutil
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import django
from django.db import DatabaseError, connection, connections

from lianxin.kernel import keyring
from lianxin.kernel.errors import Invalid, NotFound, NotNow, Refusal
from lianxin.kernel.sealing import SealBroken
from lianxin.shell import env

READER_LEFT = 141  # what a shell reports of a program that wrote into a closed pipe


def main(argv: Sequence[str] | None = None) -> int:
    """Exit codes: 0 done, 1 done but something is wrong (said on stderr), 2 the call itself was wrong: the
    words, or a file, area or name that it speaks of."""
    words = _choose_data_folder(list(sys.argv[1:] if argv is None else argv))
    with _no_trace_of_a_failed_start():
        try:
            code = _run(words)
            sys.stdout.flush()
            return code
        except BrokenPipeError:  # `lianxin … | head`: nobody reads on, which is no fault
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return READER_LEFT


def _run(words: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.shell.settings")
    django.setup()
    parser = argparse.ArgumentParser(prog="lianxin", description="Lianxin 连心")
    parser.add_argument("--data", metavar="DIR", help="where the database, keys and files are kept")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in _wanted(words):
        importlib.import_module(f"{__name__}.{name}").register(commands)
    chosen = parser.parse_args(words)
    try:
        _refuse_to_make_keys_anew(chosen.command)
        return int(chosen.run(chosen))
    except SealBroken as broken:
        print(f"密钥打不开数据库里的内容:{broken}。什么都没有改动。", file=sys.stderr)
        return 1
    except Refusal as refusal:
        print(refusal.sentence, refusal.instead, file=sys.stderr)
        return 2 if isinstance(refusal, Invalid | NotFound) else 1
    except KeyboardInterrupt:
        return 130


WITHOUT_KEYS = frozenset(
    {"bench", "manage", "restore"}
)  # the tables must be there, and a backup may bring the keys


def _refuse_to_make_keys_anew(command: str) -> None:
    """A key file is made at its first use. Where the database holds something sealed it was lost, or lies in
    another place: what is sealed by a new one from then on, no restored one opens. Raises NotNow."""
    if command in WITHOUT_KEYS or all(path.exists() for path in keyring.files()):
        return
    with suppress(DatabaseError):  # no tables yet: nothing is sealed
        lost = [path for path in keyring.files_that_do_not_open() if not path.exists()]
        if lost:
            raise NotNow(f"密钥文件 {lost[0]} 不在,而数据库里有用它加密的内容。", instead="请先把它放回去。")


@contextmanager
def _no_trace_of_a_failed_start() -> Iterator[None]:
    """The settings make the data folder as soon as they are read. Where there was none, and nothing came to
    lie in it (a wrong call, --help), it goes again."""
    folder = env.folder("LIANXIN_DATA", Path.cwd() / "var")
    was_there = folder.exists()
    try:
        yield
    finally:
        if not was_there and folder.exists() and _holds_nothing(folder):
            connections.close_all()
            shutil.rmtree(folder)


def _holds_nothing(folder: Path) -> bool:
    """A secret that signed nothing, empty folders, a database without a table."""
    for path in folder.rglob("*"):
        is_store = path.name.startswith("lianxin.sqlite3")
        if not (path.is_dir() or path.name == "secret" or is_store):
            return False
    return "DATABASE_URL" in os.environ or not connection.introspection.table_names()


def _wanted(words: Sequence[str]) -> list[str]:
    """Only the named command's module, since some load slow libraries; all of them for help."""
    known = sorted(module.name for module in pkgutil.iter_modules(__path__))
    spoken = {word.replace("-", "_").removesuffix("s") for word in words}
    named = [name for name in known if name.removesuffix("s") in spoken]
    return named or known


def _choose_data_folder(words: Sequence[str]) -> list[str]:
    """The data folder must be known before the settings are read; it may stand before or behind the command.
    Returns the other words."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", metavar="DIR")
    known, others = parser.parse_known_args(words)
    if known.data:
        os.environ["LIANXIN_DATA"] = str(Path(known.data).resolve())
    return others
