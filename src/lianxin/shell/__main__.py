"""`python -m lianxin.shell` is `lianxin`."""

import sys

from lianxin.shell.cli import main

sys.exit(main())
