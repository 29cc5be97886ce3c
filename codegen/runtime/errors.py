"""What the generated classes and their codecs raise; the standard library only."""

from __future__ import annotations

__all__ = ["SchemaError", "SchemaParseError", "SchemaValueError"]


class SchemaError(ValueError):
    """The root of both errors below."""


class SchemaValueError(SchemaError):
    """A value that the schema does not allow, in something that was built or is about to be written.

    The text names the class, the field, what is allowed and what kind of thing came, and never the value,
    which may be personal.

    Attributes:
        owner: The class, such as `Document`.
        field: The field, such as `subject`; several fields are joined by a comma.
        problem: What is allowed, and what came.
    """

    def __init__(self, owner: str, field: str, problem: str) -> None:
        super().__init__(f"{owner}.{field}: {problem}")
        self.owner = owner
        self.field = field
        self.problem = problem

    def __reduce__(self) -> tuple[type[SchemaValueError], tuple[str, str, str]]:
        return type(self), (self.owner, self.field, self.problem)


class SchemaParseError(SchemaError):
    """XML that cannot be read as what it should be.

    Attributes:
        path: Where in the document, such as `/message-delivery/primary-document/uuid`; names only.
        problem: What is wrong there.
    """

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem

    def __reduce__(self) -> tuple[type[SchemaParseError], tuple[str, str]]:
        return type(self), (self.path, self.problem)
