"""What can be called, read from the commands themselves."""

import argparse
import importlib
import pkgutil
import re
import textwrap
from collections.abc import Iterator

WIDTH = 100


def commands() -> str:
    parser = argparse.ArgumentParser(prog="lianxin", description="Lianxin 连心")
    verbs = parser.add_subparsers()
    from lianxin.shell import cli

    for module in sorted(one.name for one in pkgutil.iter_modules(cli.__path__)):
        importlib.import_module(f"{cli.__name__}.{module}").register(verbs)
    parts = [
        "# Commands",
        "`./run` makes `.venv/bin/lianxin`. Every command takes `lianxin --data DIR COMMAND …`; without it "
        "everything is in `var` (or in `LIANXIN_DATA`). Exit codes: 0 done, 1 done but something is wrong "
        "(said on stderr), 2 the call itself was wrong (its words, or a file, area or name it speaks of), "
        "141 nobody read on (`| head`). `lianxin manage …` is Django's own command line.",
    ]
    for name, command in sorted(verbs.choices.items()):
        parts += list(_told(f"lianxin {name}", command, _help_of(verbs, name), level=2))
    return "\n\n".join(parts)


def _help_of(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str) -> str:
    return next((one.help or "" for one in verbs._choices_actions if one.dest == name), "")


def _told(prog: str, parser: argparse.ArgumentParser, help_: str, level: int) -> Iterator[str]:
    """One command: its call, what it is for, its options; then the commands inside it."""
    yield f"{'#' * level} {prog}"
    yield "\n\n".join(filter(None, [_sentence(help_), parser.description or ""]))
    inner = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not inner:
        yield f"```\n{_call(prog, parser)}\n\n{_options(prog, parser)}```"
    for verbs in inner:
        for name, command in sorted(verbs.choices.items()):
            yield from _told(f"{prog} {name}", command, _help_of(verbs, name), level + 1)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".") + "." if words else ""


def _call(prog: str, parser: argparse.ArgumentParser) -> str:
    """The call on lines of at most WIDTH; argparse's own folding differs between Python's versions."""
    formatter = argparse.HelpFormatter(prog, width=10_000)
    shown = [one for one in parser._actions if not isinstance(one, argparse._HelpAction)]
    formatter.add_usage(None, shown, [], prefix="")
    words = formatter.format_help().strip()
    kept = re.sub(r"\[[^][]*\]|\{[^}]*\}", lambda found: found.group().replace(" ", "\0"), words)
    folded = textwrap.fill(
        kept, WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )
    return folded.replace("\0", " ")


def _options(prog: str, parser: argparse.ArgumentParser) -> str:
    formatter = argparse.HelpFormatter(prog, width=WIDTH, max_help_position=30)
    formatter.add_arguments([one for one in parser._actions if not isinstance(one, argparse._HelpAction)])
    return formatter.format_help()
