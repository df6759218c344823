"""The command line: `lianxin COMMAND`. Every module in this folder with a `register` is one command."""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path

import django

from lianxin.kernel.errors import Refusal


def main(argv: Sequence[str] | None = None) -> int:
    """Exit codes: 0 done, 1 done but something is wrong (said on stderr), 2 the call itself was wrong."""
    words = _choose_data_folder(list(sys.argv[1:] if argv is None else argv))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.shell.settings")
    django.setup()
    parser = argparse.ArgumentParser(prog="lianxin", description="Lianxin 连心")
    parser.add_argument("--data", metavar="DIR", help="where the database, keys and files are kept")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in _wanted(words):
        importlib.import_module(f"{__name__}.{name}").register(commands)
    chosen = parser.parse_args(words)
    try:
        return int(chosen.run(chosen))
    except Refusal as refusal:
        print(refusal.sentence, refusal.instead, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


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
