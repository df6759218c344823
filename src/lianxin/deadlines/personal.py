"""Clocks and calendars keep nothing of people."""

from lianxin.kernel.dataprotection import Declared

DECLARED: tuple[Declared, ...] = ()
EXCUSED = {
    "Clock.county": "a county's code",
    "Clock.subject": "the id of a matter",
    "Clock.kind": "dispatch or answer",
    **dict.fromkeys(
        (
            "CalendarDay.name", "CalendarDay.source", "CalendarYear.source", "ServiceTime.code",
            "ServiceTime.name", "ServiceTime.name_en", "ServiceTime.basis", "LadderStep.code",
            "LadderStep.name", "LadderStep.name_en", "Clock.service",
        ),
        "the working calendar and service times: public",
    ),
}  # fmt: skip
