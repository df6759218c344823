"""What is kept of those who report through other people's software: that a partner sent it, and a digest."""

from lianxin.kernel.dataprotection import Declared

DECLARED = (
    Declared(
        "Sent.digest",
        "to tell the same words sent again within minutes from another report",
        "PIPL 13(3): to do what was asked for",
        "emptied when the words of its matter are erased, or their five years are over",
        "nobody; a keyed digest",
    ),
)
EXCUSED = {
    "Question.code": "reference data",
    "Question.datatype": "reference data",
    "Question.words": "reference data",
    "Question.words_en": "reference data",
    "Question.hint": "reference data",
    "Question.hint_en": "reference data",
    "Question.choices": "reference data",
    "Sent.county": "a county's code",
    "Sent.partner": "the id of a partner, which is an office or a firm",
    "Sent.report": "a random id",
    "Sent.matter": "the id of a matter",
    "Sent.number": "derived from a random id",
}
