"""What the pages keep of people: nothing that names anybody."""

from lianxin.kernel.dataprotection import Declared

DECLARED = (
    Declared(
        "Tally.key",
        "to bound guesses of codes and floods of reports from one network address, and looks at contacts by "
        "one who serves",
        "PIPL 13(3), 51: security of what is kept",
        "a day after its span of ten minutes or an hour",
        "nobody; a keyed digest that differs from span to span",
    ),
)
EXCUSED: dict[str, str] = {}
