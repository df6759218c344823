"""The shapes on the wire: what comes in is known to the last field, what goes out is named."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import CoreSchema, core_schema

from lianxin.kernel.errors import Invalid

Area = Annotated[str, Field(max_length=15, pattern=r"^[0-9]*$")]
County = Annotated[str, Field(pattern=r"^[0-9]{6}$")]


class Given(Schema):
    """What a request brings: a field that nobody knows is refused, not passed over."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


class Question(Given):
    """What stands behind the `?` of an address: what nobody knows is refused there too."""

    @model_validator(mode="after")
    def _nothing_else(self, info: ValidationInfo) -> "Question":
        request = (info.context or {})["request"]
        unknown = sorted(set(request.GET) - type(self).model_fields.keys())
        if unknown:
            name = unknown[0][:80]
            words = _("没有“%(field)s”这个条件。") % {"field": name}
            raise Invalid(words, fields={name: _("没有这一项。")})
        return self


@dataclass(frozen=True)
class Among:
    """`Annotated[str, Among(tuple(State))]`: one of these words, and the document lists them."""

    words: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.literal_schema(list(self.words))


class Told(Schema):
    """What an answer tells."""


class Done(Told):
    """It was done; there is nothing more to tell."""

    done: bool = True


class Made(Told):
    """The id of what was made or changed."""

    id: UUID


class Problem(Told):
    """RFC 9457. `title` is the sentence, `detail` what else can be done, `errors` the fields by name."""

    type: str
    title: str
    status: int
    detail: str
    errors: dict[str, str]
