"""What a log may hold: addresses of pages, but never a resident's code, which opens a matter by itself."""

import logging
import re

_CODE = re.compile(r"(/p/|/t/|/progress/)[^/\s?]+")


class HideCodes(logging.Filter):
    """Lays `…` over the code in the paths that Django logs with each refusal."""

    def filter(self, record: logging.LogRecord) -> bool:
        told = record.getMessage()
        hidden = _CODE.sub(r"\1…", told)
        if hidden != told:
            record.msg, record.args = hidden, None
        return True
