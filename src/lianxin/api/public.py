"""The front door of the wire."""

from lianxin.api import errors, versions
from lianxin.api.bearer import Bearer
from lianxin.api.bodies import FILE, FILE_BODY, file_in
from lianxin.api.entrance import Token, bearer_of, person_of, register
from lianxin.api.once import done, forget, once
from lianxin.api.problems import answered
from lianxin.api.shapes import Among, Area, County, Done, Given, Made, Problem, Question, Told

__all__ = [
    "FILE",
    "FILE_BODY",
    "Among",
    "Area",
    "Bearer",
    "County",
    "Done",
    "Given",
    "Made",
    "Problem",
    "Question",
    "Token",
    "Told",
    "answered",
    "bearer_of",
    "done",
    "errors",
    "file_in",
    "forget",
    "once",
    "person_of",
    "register",
    "versions",
]
