"""The errors of the generated classes and their codecs, and the root of all errors of the library.

The root is defined here, since this package works alone; `digipost.errors` has the root and the client's
errors.
"""

from __future__ import annotations

__all__ = ["ArgumentError", "DigipostError", "SchemaError", "SchemaParseError", "SchemaValueError"]


class DigipostError(Exception):
    """The root of all errors of this library.

    `type(error)(*error.args)` is an equal error, also if `args` have been converted to JSON and back. Celery
    stores the error of a task in this way.
    """

    retryable: bool = False
    """True if the same call can succeed later without a change."""

    def __init__(self, text: str = "", *, arguments: tuple[object, ...] | None = None) -> None:
        super().__init__(*((text,) if arguments is None else arguments))
        self._text = text

    def __str__(self) -> str:
        return self._text

    def __reduce__(self) -> tuple[object, ...]:
        # The attributes are restored too: a handler may have added notes or changed an attribute.
        return _restored, (type(self), self.args), self.__dict__


def _restored(cls: type[DigipostError], args: tuple[object, ...]) -> DigipostError:
    return cls.__new__(cls, *args)


class ArgumentError(DigipostError, TypeError):
    """A call whose arguments do not fit: one is missing, unknown, given twice, or given without its name.

    The error is also a `TypeError`, which Python raises for such a call. The text names the argument and the
    remedy.

    Attributes:
        field: The callable and the argument, such as `Message.recipient`.
        problem: The problem with the argument, and the remedy.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}", arguments=(field, problem))
        self.field = field
        self.problem = problem


class SchemaError(DigipostError, ValueError):
    """The root of `SchemaValueError` and `SchemaParseError`."""


class SchemaValueError(SchemaError):
    """A value that the schema does not allow, in an object that a program builds, changes or writes.

    The text names the class, the field, the allowed values and the kind of the given value, never the value,
    which may be personal.

    Attributes:
        owner: The class, such as `Document`.
        field: The field, such as `subject`; several fields are joined by a comma.
        problem: The allowed values, and the kind of the given value.
    """

    def __init__(self, owner: str, field: str, problem: str) -> None:
        super().__init__(f"{owner}.{field}: {problem}", arguments=(owner, field, problem))
        self.owner = owner
        self.field = field
        self.problem = problem


class SchemaParseError(SchemaError):
    """XML that cannot be read as the expected document.

    Attributes:
        path: The place in the document, such as `/message-delivery/primary-document/uuid`; names only.
        problem: The problem there.
    """

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}", arguments=(path, problem))
        self.path = path
        self.problem = problem
