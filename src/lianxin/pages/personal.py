"""What the pages keep of people: nothing that names anybody."""

from lianxin.kernel.dataprotection import Declared

DECLARED = (
    Declared(
        "Tally.key",
        "to bound guesses of codes and floods of reports from one network address, looks at contacts by one "
        "who serves, and messages that nobody asked for to one number or mail address",
        "PIPL 13(3), 51: security of what is kept",
        "a day after its span of ten minutes, an hour or a day",
        "nobody; a keyed digest that differs from span to span",
    ),
)
EXCUSED: dict[str, str] = {}
