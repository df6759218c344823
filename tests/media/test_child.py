"""Whatever the child process becomes, no more than a bare picture is taken from it, and it ends."""

from pathlib import Path

import pytest

from lianxin.media import developing
from lianxin.media.errors import Unusable
from media.pictures import photo

SAYS = "import sys, json; sys.stdin.buffer.read(); out = sys.stdout.buffer; "
JPEG = 'open(__file__ + ".jpg", "rb").read()'
HEAD = '"width": 1, "height": 1, "used": [0, 0], "sizes": [len(it), len(it)]'
CHILDREN = {
    "one that keeps the place": f"it = {JPEG}; out.write(json.dumps({{{HEAD}}}).encode() + b'\\n' + it + it)",
    "one that writes a script": f"it = b'<a>'; out.write(json.dumps({{{HEAD}}}).encode() + b'\\n' + it * 2)",
    "one that never ends to write": "[out.write(b'x' * 65536) for _n in iter(int, 1)]",
    "one that says nothing": "pass",
    "one that says nonsense": "out.write(b'[]\\n')",
    "one that hangs": "import time; time.sleep(60)",
    "one that kills itself": "import os; os.kill(os.getpid(), 11)",
}


@pytest.mark.parametrize("name", CHILDREN)
def test_nothing_but_a_picture_is_taken_from(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "child.py"
    script.write_text(SAYS + "\n" + CHILDREN[name])
    Path(f"{script}.jpg").write_bytes(photo())
    monkeypatch.setattr(developing, "_DARKROOM", script)
    monkeypatch.setattr(developing, "SECONDS", 2.0)

    with pytest.raises(Unusable) as unusable:
        developing.develop(photo())

    assert unusable.value.why in {"broken", "heavy"}
    assert developing._places.acquire(timeout=0)  # its place is free again
    developing._places.release()
