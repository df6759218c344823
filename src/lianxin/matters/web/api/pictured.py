"""What photos look like on the wire."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from lianxin.api.public import Given, Told


class PublicPhotoOut(Told):
    """The covered one, which everybody may see while the matter stands on the public board."""

    name: str
    width: int
    height: int


class PhotoOut(Told):
    """A photo and the step that brought it (its version in the timeline). `GET …/photos/{name}/jpeg/large` or
    `small` opens it."""

    name: str
    step: int
    width: int
    height: int
    kept_at: datetime


class StaffPhotoOut(PhotoOut):
    """`public` is null while nobody else may see it; `tag` goes into If-Match."""

    public: PublicPhotoOut | None
    tag: str


class PhotosTold(Told):
    """In the order of the timeline. `awaited`: how many named by their address are still to be fetched."""

    photos: list[StaffPhotoOut]
    awaited: int


class OwnPhotosTold(Told):
    """Those that the holder of the code sees."""

    photos: list[PhotoOut]


class PhotoKept(Told):
    """`again`: the matter had this very photo already, and keeps it once."""

    name: str
    again: bool


class BoxGiven(Given):
    """What is covered, in percent of the picture from its left and its top edge."""

    left: float = Field(ge=0, le=100)
    top: float = Field(ge=0, le=100)
    right: float = Field(ge=0, le=100)
    bottom: float = Field(ge=0, le=100)

    def box(self) -> tuple[int, int, int, int]:
        left, top, right, bottom = (
            round(edge * 10) for edge in (self.left, self.top, self.right, self.bottom)
        )
        return left, top, right, bottom


class CoverGiven(Given):
    """`looked`: a person has looked at the whole photo, and in what stays open nobody, no car and no door can
    be known. Nothing here recognises faces."""

    looked: Literal[True]
    boxes: Annotated[list[BoxGiven], Field(max_length=60)] = []
