"""Refinements of the schemas, read from overrides.toml; each refinement must fit a part of a schema."""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterable
from pathlib import Path
from typing import TypeVar

import attrs

from codegen.errors import GenerationError
from codegen.names import Names

__all__ = ["Overrides"]

T = TypeVar("T")

_TABLES = {"like", "rename", "value", "optional", "personal", "limits", "needed"}


@attrs.define
class Overrides:
    """The entries of overrides.toml by path; used entries are recorded."""

    names: dict[str, str]
    kinds: dict[str, str]
    type_kinds: dict[str, str]
    schema_types: dict[str, str]
    optional: set[str]
    personal: set[str]
    limits: dict[str, dict[str, object]]
    needed: list[tuple[str, ...]]
    of_one_edition: set[str]
    complaints: list[str] | None = None
    _used: set[str] = attrs.field(factory=set)

    @classmethod
    def load(cls, path: Path) -> Overrides:
        """Read the file; every entry must give a reason or a source."""
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        if unknown := entries.keys() - _TABLES:
            raise GenerationError(f"overrides of an unknown sort: {', '.join(sorted(unknown))}")
        for table in entries.values():
            for entry in table:
                if not (entry.get("reason") or entry.get("source")):
                    raise GenerationError(f"an override without reason or source: {entry}")
        values, limited = entries.get("value", []), entries.get("limits", [])
        typed = [
            *values,
            *(each for each in limited if any(set(limit) - {"most"} for limit in each["fields"].values())),
        ]
        for entry in typed:
            if not entry.get("schema_type"):
                raise GenerationError(f"{path.name}: an override of a type without schema_type: {entry}")
        names: dict[str, str] = {entry["field"]: entry["name"] for entry in entries.get("rename", [])}
        for field, name in names.items():
            if refusal := Names.refusal(name):
                raise GenerationError(
                    f"{path.name}: the name {name!r} of {field} is {refusal}; choose another one there"
                )
        made = cls(
            names=names,
            kinds={field: entry["kind"] for entry in values for field in entry.get("fields", [])},
            type_kinds={name: entry["kind"] for entry in values for name in entry.get("types", [])},
            schema_types={
                place: entry["schema_type"]
                for entry in typed
                for place in (*entry.get("fields", ()), *entry.get("types", ()))
            },
            optional={entry["field"] for entry in entries.get("optional", [])},
            limits={name: limit for entry in limited for name, limit in entry["fields"].items()},
            needed=[tuple(entry["any_of"]) for entry in entries.get("needed", [])],
            personal={field for entry in entries.get("personal", []) for field in entry["fields"]},
            of_one_edition={
                field
                for table in entries.values()
                for entry in table
                if "only_in" in entry
                for field in entry["fields"]
            },
        )
        for entry in entries.get("like", []):
            made._copy(entry["as"], entry["schema"])
        return made

    def _copy(self, old: str, new: str) -> None:
        """Use the entries of a schema for another version that has no entries.

        An entry may be unused in the new version, which may lack the entry's part. A type that has changed is
        an error.
        """

        def copied(paths: Iterable[str]) -> dict[str, str]:
            return {f"{new}/{path.partition('/')[2]}": path for path in paths if path.startswith(f"{old}/")}

        def taken(table: dict[str, T]) -> None:
            for path, source in copied(table).items():
                table.setdefault(path, table[source])
                self.of_one_edition.add(path)

        for table in (self.names, self.kinds, self.type_kinds, self.schema_types):
            taken(table)
        taken(self.limits)
        for paths in (self.optional, self.personal):
            found = copied(paths)
            paths.update(found)
            self.of_one_edition.update(found)
        for group in list(self.needed):
            if found := copied(group):
                self.needed.append(tuple(found))
                self.of_one_edition.update(found)

    def name(self, field: str) -> str | None:
        """Return the Python name that replaces the name derived from the XML name."""
        return self._take(self.names, field)

    def refines(self, type_name: str) -> bool:
        """Return True if the overrides give every field of a type another kind of value."""
        return type_name in self.type_kinds

    def kind(self, field: str, declared_type: str, schema_type: str) -> str | None:
        """Return the kind of value that replaces the kind of the schema's type.

        Raises:
            GenerationError: The override names another type of the schema.
        """
        for place, table in ((field, self.kinds), (declared_type, self.type_kinds)):
            if place in table:
                taken = self._take(table, place)
                return taken if self._holds(place, schema_type) else None
        return None

    def _holds(self, place: str, schema_type: str) -> bool:
        expected = self.schema_types[place]
        if expected == schema_type:
            return True
        problem = f"the override of {place} is for the type {expected}, and the schema now has {schema_type}"
        self._complain(problem, "look whether it still holds, and correct it or its schema_type")
        return False

    def _complain(self, problem: str, advice: str) -> None:
        if self.complaints is None:
            raise GenerationError(f"{problem}; {advice} in overrides.toml")
        self.complaints.append(problem)

    def limit(self, field: str, schema_type: str | None, *, is_list: bool) -> dict[str, object]:
        """Return limits beyond the schema's, as arguments of the validator; `most` is for a list.

        Raises:
            GenerationError: The limits name another type of the schema, or are limits of a list.
        """
        found = self._take(self.limits, field) or {}
        if "most" in found and not is_list:
            problem = f"the override of {field} limits the number of elements, and the schema has at most one"
            self._complain(problem, "remove the limit")
            found = {name: value for name, value in found.items() if name != "most"}
        if set(found) - {"most"} and not self._holds(field, schema_type or "a complex type"):
            return {}
        return found

    def needed_of(self, owner: str, fields: Container[str]) -> list[tuple[str, ...]]:
        """Return groups of a type's fields; the overrides require one field of each group."""
        groups = [group for group in self.needed if group[0].rpartition("/")[0] == owner]
        self._used.update(field for group in groups for field in group if field in fields)
        return [group for group in groups if all(field in fields for field in group)]

    def is_needed(self, field: str) -> bool:
        """Return True if building requires a field that is optional in the schema."""
        return (field,) in self.needed

    def is_optional(self, field: str) -> bool:
        """Return True if documents in practice lack a field that the schema requires."""
        return self._note(field, self.optional)

    def is_personal(self, field: str) -> bool:
        """Return True if `repr` must not show the field."""
        return self._note(field, self.personal)

    def refuse_unused(self, schemas: Iterable[str]) -> None:
        """Raise an error for unused entries: a name is misspelt, or the schema changed.

        Raises:
            GenerationError: An entry is unused; the text lists the paths of all unused entries.
        """
        if unused := self.unused(schemas):
            raise GenerationError(
                f"overrides that fit nothing in the schemas: {', '.join(unused)}; "
                "correct them in overrides.toml, or remove them there"
            )

    def unused(self, schemas: Iterable[str]) -> list[str]:
        """Return the unused paths of these schemas.

        Paths of parts that only one published edition contains may be unused: any edition can replace ours.
        """
        known = {*self.names, *self.kinds, *self.type_kinds, *self.optional, *self.personal, *self.limits}
        known.update(field for group in self.needed for field in group)
        wanted = set(schemas)
        unsaid = known - self._used - self.of_one_edition
        return sorted(path for path in unsaid if path.split("/")[0] in wanted)

    def _take(self, table: dict[str, T], path: str) -> T | None:
        if path not in table:
            return None
        self._used.add(path)
        return table[path]

    def _note(self, path: str, table: set[str]) -> bool:
        if path not in table:
            return False
        self._used.add(path)
        return True
