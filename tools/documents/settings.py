"""What can be set, read from where it is read."""

import ast
import re
from collections.abc import Iterator

from documents.layout import ROOT, SOURCE, table

# What each variable means to whoever sets it. A read without a line here, or a line without a read, stops us.
MEANINGS = {
    "LIANXIN_DATA": "Where the database, keys and files are kept. `lianxin --data DIR` sets it for "
    "one command.",
    "LIANXIN_SECRET": "Signs cookies. Unset: made once and kept in `secret` in the data folder. Several "
    "machines that serve one deployment need the same.",
    "LIANXIN_KEYRING": "The file of keys that seal contact details and derive residents' codes. Keep a copy "
    "apart from the database's backups: without it every code and every contact is lost.",
    "LIANXIN_MEDIATION_KEYRING": "The file of keys that seal what is said in disputes. Nothing of it opens "
    "with any other: keep a copy apart, in other hands than the one above.",
    "LIANXIN_REPORTS_PER_HOUR": "How many reports without an account one network address may send "
    "in an hour.",
    "LIANXIN_PHONES_REACHED": (
        "1: a gateway carries residents' messages to their phones, so a caller's code goes there; "
        "else it is read out."
    ),
    "LIANXIN_TRUSTED_TARGETS": "Hosts inside the deployment's own network (an SMS gateway, a partner's "
    "server) that its keeper may have messages sent to: `host:port`, exactly, separated by commas. "
    "Everything else that is not on the open internet is refused.",
    "LIANXIN_WRONG_CODES": "How many wrong progress codes one network address may try in ten minutes.",
    "LIANXIN_RECEIPTS_PER_HOUR": "How many messages that nobody asked for (receipts of reports, answers to "
    "letters) one number or mail address is sent in an hour.",
    "LIANXIN_RECEIPTS_PER_DAY": "The same in a day. Where many callers leave one number (a village "
    "office's), their codes wait for its next day: allow more.",
    "LIANXIN_LOOKS_PER_HOUR": "How many contacts of residents one who serves may open in an hour.",
    "LIANXIN_SAMPLE_TOWN": "1 makes and opens the sample town, whose passwords stand on the sign-in page; it "
    "is served on loopback only. `./run` sets it.",
    "LIANXIN_HTTPS": "1 behind a TLS proxy that sets `X-Forwarded-Proto`: secure cookies, HSTS, redirects "
    "to https.",
    "LIANXIN_HOSTS": "The names under which the pages are reached, separated by commas.",
    "DATABASE_URL": "`postgresql://user:password@host:port/name`. Unset: SQLite in the data folder.",
    "LIANXIN_LOG": "How much is logged to stderr: DEBUG, INFO, WARNING, ERROR.",
}
DEFAULTS = {  # where the code works the default out
    "LIANXIN_DATA": "`var` where it is started",
    "LIANXIN_SECRET": "made once",
    "LIANXIN_KEYRING": "`keyring.json` in the data folder",
    "LIANXIN_MEDIATION_KEYRING": "`mediation-keyring.json` in the data folder",
    "DATABASE_URL": "SQLite",
}
READER = re.compile(r"LIANXIN_[A-Z_]+|DATABASE_URL")


def settings() -> str:
    reads = dict(_reads())
    if set(reads) != set(MEANINGS):
        raise SystemExit(
            f"MEANINGS in tools/documents/settings.py and the reads differ: {set(reads) ^ set(MEANINGS)}"
        )
    return "\n\n".join(
        [
            "# Settings",
            "A deployment is set by these environment variables and nothing else; a wrong value stops the "
            "start with a sentence. What an administrator may change (duty list, calendar, service times) is "
            "a dated row with a page.",
            table(
                ["variable", "default", "what it does"],
                [[f"`{k}`", v, MEANINGS[k]] for k, v in reads.items()],
            ),
            "## For tests only",
            table(
                ["variable", "default", "read by"],
                sorted({tuple(row): row for row in _read_by_tests()}.values()),
            ),
        ]
    )


def _reads() -> Iterator[tuple[str, str]]:
    """Variable and default, in the order of settings.py."""
    tree = ast.parse((SOURCE / "shell" / "settings.py").read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _of_env(node)]
    for call in sorted(calls, key=lambda node: node.lineno):
        name = ast.literal_eval(call.args[0])
        yield name, _default(name, call)


def _of_env(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "env"


def _default(name: str, call: ast.Call) -> str:
    if name in DEFAULTS:
        return DEFAULTS[name]
    if len(call.args) < 2:
        return "`0`" if ast.unparse(call.func) == "env.flag" else "unset"
    return f"`{ast.literal_eval(call.args[1])}`"


def _read_by_tests() -> Iterator[list[str]]:
    """What else tests and tools look at, found where it is read."""
    read = re.compile(r'environ(?:\.get\(|\[)"([A-Z_]+)"(?:, "([^"]*)")?')
    for path in sorted(path for folder in ("tests", "tools") for path in (ROOT / folder).rglob("*.py")):
        for name, default in read.findall(path.read_text()):
            if READER.fullmatch(name) and name not in MEANINGS:
                yield [f"`{name}`", f"`{default}`" if default else "unset", f"`{path.relative_to(ROOT)}`"]
