# Sets $python to a Python of 3.11 or newer, or says in one sentence what to do.
python=""
for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python3.14 python; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Lianxin needs Python 3.11 or newer, and found $(python3 --version 2>/dev/null || echo none): install it, or name one with PYTHON=/path/to/python3.12 $0" >&2
    exit 1
fi
