"""A storage layer of our own under the very SQLite library that Python and Django use (ctypes, no compiler).

It copies the default VFS, replaces `xOpen`, and in every database and log file that is opened replaces
`xWrite`, `xTruncate` and `xSync`. What the process does is logged, in order, and still done; `refuse` may
answer any write with SQLITE_FULL instead. Nothing in Lianxin or Django is changed.
"""

import ctypes
import sqlite3  # noqa: F401  # loads the library that /proc/self/maps then names
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path

OK, FULL = 0, 13
MAIN_DB, MAIN_JOURNAL, WAL = 0x100, 0x800, 0x80000
KINDS = {MAIN_DB: "db", MAIN_JOURNAL: "journal", WAL: "wal"}
POINTERS_IN_METHODS = 18  # after iVersion, in sqlite3_io_methods version 3
WRITE, TRUNCATE, SYNC = 2, 3, 4  # place of each among those pointers

Event = tuple[object, ...]
# The name is handed on as the address it came as: SQLite keeps it and names the -shm file by it.
OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
ON_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
ON_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
ON_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class Methods(ctypes.Structure):
    _fields_ = [("version", c_int), ("calls", c_void_p * POINTERS_IN_METHODS)]


class Vfs(ctypes.Structure):
    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("rest", c_void_p * 15),
    ]


def library() -> ctypes.CDLL:
    """The SQLite that this Python is linked with; LookupError where it is built in and cannot be reached."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        if "libsqlite3" in line:
            return ctypes.CDLL(line.split()[-1])
    raise LookupError("this Python carries its own SQLite inside: no storage layer can be put under it")


class Watch:
    """`log` holds (what, kind, …): write(offset, bytes), truncate(size), sync(). One per process."""

    def __init__(self, refuse: Callable[[str], bool] = lambda kind: False) -> None:
        self.log: list[Event] = []
        self.refuse = refuse
        self.writes = 0
        self._kinds: dict[int, str] = {}
        self._was: dict[int, list[Callable[..., int]]] = {}
        self._made: dict[int, Methods] = {}
        self._keep: list[object] = [OPEN(self._open), ON_WRITE(self._write), ON_TRUNCATE(self._truncate)]
        self._keep.append(ON_SYNC(self._sync))
        self._install()

    def _install(self) -> None:
        lib = library()
        lib.sqlite3_vfs_find.restype = POINTER(Vfs)
        lib.sqlite3_vfs_register.argtypes = [POINTER(Vfs), c_int]
        self._default = lib.sqlite3_vfs_find(None)
        self._open_was = OPEN(self._default.contents.open)
        self._own = Vfs.from_buffer_copy(self._default.contents)
        self._own.name, self._own.next = b"watch", None
        self._own.open = ctypes.cast(self._keep[0], c_void_p)  # type: ignore[arg-type]
        assert lib.sqlite3_vfs_register(ctypes.byref(self._own), 1) == OK

    def _open(self, vfs: int, name: int, file: int, flags: int, out: object) -> int:
        code = self._open_was(ctypes.addressof(self._default.contents), name, file, flags, out)
        kind = next((kind for flag, kind in KINDS.items() if flags & flag), "")
        slot = c_void_p.from_address(file)
        if code == OK and kind and slot.value:
            slot.value = self._watched(slot.value)
            self._kinds[file] = kind
            self._was[file] = self._calls
        return int(code)

    def _watched(self, address: int) -> int:
        """Our own table of calls, made once for each that the default VFS has."""
        real = Methods.from_address(address)
        if address not in self._made:
            own = Methods.from_buffer_copy(real)
            for place, call in ((WRITE, 1), (TRUNCATE, 2), (SYNC, 3)):
                own.calls[place] = ctypes.cast(self._keep[call], c_void_p).value  # type: ignore[arg-type]
            self._made[address] = own
        self._calls = [
            ON_WRITE(real.calls[WRITE]),
            ON_TRUNCATE(real.calls[TRUNCATE]),
            ON_SYNC(real.calls[SYNC]),
        ]
        return ctypes.addressof(self._made[address])

    def _write(self, file: int, data: int, size: int, offset: int) -> int:
        self.writes += 1
        if self.refuse(self._kinds[file]):
            return FULL
        self.log.append(("write", self._kinds[file], offset, ctypes.string_at(data, size)))
        return self._was[file][0](file, data, size, offset)

    def _truncate(self, file: int, size: int) -> int:
        self.log.append(("truncate", self._kinds[file], size))
        return self._was[file][1](file, size)

    def _sync(self, file: int, flags: int) -> int:
        self.log.append(("sync", self._kinds[file]))
        return self._was[file][2](file, flags)
