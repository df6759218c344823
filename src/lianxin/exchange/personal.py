"""What is kept of people while their words travel between offices."""

from lianxin.kernel.dataprotection import Declared

ASKED = "PIPL 13(3): another office passes on what it was asked to have done; 信访工作条例 23"
PROOF = "PIPL 54, 69: who did what for whom must be provable"
WAITS = (
    "deleted as its rows go in; what did not go in, 7 days; what nobody confirmed, 3 days (`Batch.forget_at`)"
)
DECLARED = (
    Declared(
        "Piece.sealed",
        "a file of another office, and its rows, until they are taken in",
        ASKED,
        WAITS,
        "who sent it, as the rows that did not go in; sealed for everybody else",
    ),
    Declared("Batch.person", "who sent a file", PROOF, "with the file", "that person"),
    Declared("Mapping.person", "who said what columns mean", PROOF, "with the source", "nobody, on no page"),
    Declared(
        "Arrival.digest",
        "to tell that a row has changed over there",
        ASKED,
        "emptied when the words of its matter are erased, or their five years are over",
        "nobody; a keyed digest",
    ),
)
CODE, OFFICE = "a code of ours", "an office's name or code"
EXCUSED = {
    "Source.code": OFFICE,
    "Source.name": OFFICE,
    "Source.area": "the code of an area",
    "Source.channel": CODE,
    "Mapping.columns": "headings of a sheet",
    "Mapping.categories": "an office's words for kinds of matters",
    "Mapping.areas": "an office's words for areas",
    "Mapping.constants": "codes of a category and an area",
    "Mapping.answers": "headings of a sheet",
    "Batch.step": CODE,
    "Batch.stopped_at": CODE,
    "Batch.language": "a language",
    "Batch.headings": "headings of a sheet",
    "Batch.unread": "names of sheets",
    "Batch.unmapped": "an office's words for kinds of matters, of at most 40 characters",
    "Batch.units": "units' ids with counts",
    "Batch.fault": "a sentence of ours about a file",
    "Piece.kind": CODE,
    "Arrival.county": "a county's code",
    "Arrival.number": "another office's number for a matter",
    "Arrival.matter_county": "a county's code",
    "Arrival.matter": "the id of a matter",
    "Arrival.batch": "the id of an import",
}
