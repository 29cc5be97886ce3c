"""Our schemas as trees to edit, so that tests can make a schema which says something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from codegen.builder import build_module
from codegen.diff import OVERRIDES
from codegen.differences import differences
from codegen.effects import effects
from codegen.overrides import Overrides
from codegen.published_schemas import SCHEMAS
from codegen.surface import surface
from codegen.xsd import Xsd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from lxml.etree import _Element

    from codegen.differences import Difference
    from codegen.model import ModuleModel

    Edit = Callable[[_Element], object]

XS = "{http://www.w3.org/2001/XMLSchema}"
API = (SCHEMAS / "api_v8.xsd").read_bytes()
DATATYPES = (SCHEMAS / "datatypes.xsd").read_bytes()


def model(path: Path, name: str = "api_v8") -> ModuleModel:
    """The model of a schema as the module `name`, with the overrides of this project."""
    overrides = Overrides.load(OVERRIDES)
    overrides.complaints = []
    return build_module(Xsd.read(path), overrides, name)


OURS = model(SCHEMAS / "api_v8.xsd")


def tree(schema: bytes = API) -> _Element:
    return etree.fromstring(schema)


def as_bytes(root: _Element) -> bytes:
    return etree.tostring(root)


def part(text: str) -> _Element:
    """One part of a schema; `xs:` and `tns:` are declared."""
    namespaces = 'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="http://api.digipost.no/schema/v8"'
    return etree.fromstring(f"<parts {namespaces}>{text}</parts>")[0]


KINDS = {"type": "complexType", "enumeration": "simpleType", "value": "enumeration"}


def at(root: _Element, path: str) -> _Element:
    """The part with that path, in the words of a report: `type message / element batch`."""
    found = root
    for label in path.split(" / "):
        kind, _, name = label.partition(" ")
        kind = KINDS.get(kind, kind)
        inner = [*found.findall(f"{XS}{kind}"), *found.iter(f"{XS}{kind}")]
        found = next(each for each in inner if not name or name in {each.get("name"), each.get("value")})
    return found


def remove(root: _Element, path: str) -> None:
    element = at(root, path)
    owner = element.getparent()
    assert owner is not None
    owner.remove(element)


def taken_back(schema: bytes, delta: Iterable[Difference]) -> bytes:
    """A schema as the other side has it: without what only we have, and with their values."""
    root = tree(schema)
    for difference in delta:
        if difference.what == "only in ours":
            remove(root, difference.at)
        else:
            assert difference.what == "occurs"
            assert difference.theirs is not None
            least, most = difference.theirs.split("..")
            at(root, difference.at).attrib.update({"minOccurs": least, "maxOccurs": most})
    return as_bytes(root)


def edited(folder: Path, edit: Edit, schema: bytes = API) -> Path:
    """The file of a schema with an edit."""
    root = tree(schema)
    edit(root)
    path = folder / "edited.xsd"
    path.write_bytes(as_bytes(root))
    return path


def reported(ours: ModuleModel, theirs: ModuleModel) -> list[str]:
    """Each difference and then its effects, and the effects that are no difference's."""
    told, besides = effects(differences(ours, theirs), surface(ours), surface(theirs))
    return [line for difference, said in told for line in (str(difference), *said)] + besides


def setting(path: str, **attributes: str) -> Edit:
    def set_all(root: _Element) -> None:
        for name, value in attributes.items():
            at(root, path).set(name, value)

    return set_all


def adding(path: str, text: str) -> Edit:
    return lambda root: at(root, path).append(part(text))


def unsetting(path: str, *names: str) -> Edit:
    return lambda root: [at(root, path).attrib.pop(name) for name in names]


def removing(path: str) -> Edit:
    return lambda root: remove(root, path)


def moving(path: str, into: str, place: int = -1) -> Edit:
    def move(root: _Element) -> None:
        element, owner = at(root, path), at(root, into)
        owner.insert(place if place >= 0 else len(owner), element)

    return move


def renaming(path: str, kind: str) -> Edit:
    return lambda root: setattr(at(root, path), "tag", f"{XS}{kind}")


def replacing(path: str, text: str) -> Edit:
    def replace(root: _Element) -> None:
        element = at(root, path)
        owner = element.getparent()
        assert owner is not None
        owner.replace(element, part(text))

    return replace


def wrapping(path: str, kind: str) -> Edit:
    def wrap(root: _Element) -> None:
        element = at(root, path)
        owner, wrapper = element.getparent(), part(f"<xs:{kind}/>")
        assert owner is not None
        owner.replace(element, wrapper)
        wrapper.append(element)

    return wrap


def adding_to_the_schema(text: str) -> Edit:
    return lambda root: root.append(part(text))


def together(*edits: Edit) -> Edit:
    return lambda root: [edit(root) for edit in edits]
