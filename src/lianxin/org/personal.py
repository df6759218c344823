"""What is kept of people in their posts."""

from lianxin.kernel.dataprotection import Declared

DUTY = "PIPL 13(3): statutory duty of the unit they serve in"
DECLARED = (
    Declared(
        "Duty.person",
        "who serves where, from when until when: decides every permission",
        DUTY,
        "ended, not deleted: timelines and the journal refer to it",
        "keepers of the area, for a year after its end",
    ),
    Declared("Duty.area", "over which area somebody serves", DUTY, "as Duty.person", "as Duty.person"),
)
LISTED = "the duty list and its catalogue: public"
EXCUSED = {
    "UnitKind.code": LISTED,
    "UnitKind.name": LISTED,
    "UnitKind.name_en": LISTED,
    "Unit.name": "a public body",
    "Unit.area": "the code of an area",
    "Unit.phone": "the office's own number, published",
    "Post.title": "the title of a post, not of a person",
    "Post.kind": "a kind of duty",
    **dict.fromkeys(
        (
            "Category.code", "Category.name", "Category.name_en", "Category.family", "Category.service",
            "DutyItem.number", "DutyItem.area", "DutyItem.helpers", "DutyItem.part", "DutyItem.title",
            "DutyItem.basis", "DutyItem.service",
            "Road.kind", "Road.body", "Road.within", "Road.brings", "Road.cost", "Road.onward", "Road.basis",
        ),
        LISTED,
    ),
}  # fmt: skip
