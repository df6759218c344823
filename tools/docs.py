"""Write the documentation that follows from the code: docs/generated/*.md and docs/decisions/README.md.

    python tools/docs.py           write what changed
    python tools/docs.py --check   write nothing; exit 1 and name the pages that are stale

A test (tests/house/test_docs.py) runs the check, so that nothing here can grow old unseen.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from documents.commands import commands
from documents.decisions import decisions
from documents.events import events
from documents.glossary import glossary
from documents.layout import ROOT
from documents.lifecycle import lifecycle
from documents.settings import settings

MADE = ROOT / "docs" / "generated"
NOTE = "<!-- Made by tools/docs.py. Change what it is made from, then run ./dev docs. -->\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    made = pages()
    stale = [path for path, words in made.items() if not path.exists() or path.read_text() != words]
    if chosen.check:
        for path in stale:
            print(f"stale: {path.relative_to(ROOT)} (run ./dev docs)", file=sys.stderr)
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path])
        print(f"written: {path.relative_to(ROOT)}")
    return 0


def pages() -> dict[Path, str]:
    """Every generated page and its text."""
    from lianxin.kernel import dataprotection
    from lianxin.shell.api.document import written

    made = {
        "glossary": glossary(),
        "lifecycle": lifecycle(),
        "events": events(),
        "settings": settings(),
        "commands": commands(),
        "personal-data": dataprotection.render(),
    }
    found = {MADE / f"{name}.md": NOTE + words.rstrip() + "\n" for name, words in made.items()}
    found[ROOT / "docs" / "decisions" / "README.md"] = NOTE + decisions()
    found[MADE / "openapi.json"] = written()
    return found


if __name__ == "__main__":
    # Nothing is read or written there, but the settings want a data folder, and ./var may be a deployment's.
    os.environ["LIANXIN_DATA"] = tempfile.mkdtemp(prefix="lianxin-docs-")
    os.environ["NO_COLOR"] = "1"
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.shell.settings")
    import django

    django.setup()
    sys.exit(main())
