"""`python -m lianxin.shell` is `lianxin`."""

import sys

from lianxin.shell.cli import main

if __name__ == "__main__":  # a serving process that is started afresh reads this file too
    sys.exit(main())
