"""Works with an administrator's own template in a child process: little memory, little time, and after its
tools are warm it can open neither a file nor a way to the network."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.mediation.papers.fonts import folder
from lianxin.mediation.papers.press import TOO_HEAVY, Unusable

PATIENCE = 20.0  # seconds on the wall's clock; of its own time the child has half
_PRESS = Path(__file__).with_name("press.py")


def set_apart(source: str, told: dict[str, Any]) -> bytes:
    return _ask({"source": source, "form": "", "told": told})


def fill_apart(form: bytes, told: dict[str, Any]) -> bytes:
    return _ask({"source": "", "form": form.hex(), "told": told})


def _ask(job: dict[str, Any]) -> bytes:
    try:
        child = subprocess.run(  # noqa: S603  # our own script, by its path
            [sys.executable, "-I", str(_PRESS)],
            input=json.dumps(job | {"fonts": folder()}).encode(),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env={},
            cwd="/",
        )
    except subprocess.TimeoutExpired:
        raise _too_heavy() from None
    if child.returncode < 0 or child.returncode == TOO_HEAVY:
        raise _too_heavy()
    if child.returncode:
        raise RuntimeError(child.stderr.decode(errors="replace")[-2000:])
    answer = json.loads(child.stdout)
    if "fault" in answer:
        raise Unusable(answer["fault"], answer["line"])
    return bytes.fromhex(answer["made"])


def _too_heavy() -> Invalid:
    return Invalid(_("这个模板用的时间或者内存太多,没有做完。请检查里面的循环。"))
