"""The very first reports come together: they must all find one and the same key."""

import threading
from pathlib import Path

from lianxin.kernel.sealing import Keyring


def test_threads_that_need_the_first_key_at_once_get_the_same_one(tmp_path: Path) -> None:
    for round_ in range(50):
        path, start, found = tmp_path / str(round_) / "keyring.json", threading.Barrier(8), []

        def load(path: Path = path, start: threading.Barrier = start, found: list[str] = found) -> None:
            start.wait()
            found.append(Keyring.load(path).digest("test", "the same"))

        threads = [threading.Thread(target=load) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(found) == 8
        assert len(set(found)) == 1
        assert [file.name for file in path.parent.iterdir()] == ["keyring.json"]
