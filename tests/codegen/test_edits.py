"""Edits of both schemas: each is bound whole or refused, and `diff` says what `generate` then does."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import count
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from lxml import etree

from codegen.builder import build_module
from codegen.differences import differences
from codegen.effects import effects
from codegen.errors import GenerationError
from codegen.overrides import Overrides
from codegen.pipeline import models_of, unformatted_files
from codegen.samples import samples
from codegen.surface import surface
from codegen.xsd import Xsd
from tests.codegen.edits import Edit, edits
from tests.codegen.made_packages import canonical, imported_modules, validator
from tests.codegen.second_opinion import SecondOpinion

pytestmark = pytest.mark.thorough

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from codegen.model import ModuleModel

EDITS = list(edits())
numbers = count()
REFUSAL = re.compile(r"[\w.]+\.xsd:\d+: [^\n]+: [^\n]+; [^\n]+|overrides [^\n]+")


def test_there_are_many_edits_of_both_schemas() -> None:
    assert len(EDITS) >= 150
    assert {each.name.partition(":")[0] for each in EDITS} == {"api_v8", "datatypes"}
    assert len([each for each in EDITS if each.refused is None]) >= 110


def model(folder: Path, schema: bytes) -> ModuleModel:
    folder.mkdir()
    (folder / "edited.xsd").write_bytes(schema)
    (folder / "overrides.toml").write_text("")
    return build_module(Xsd.read(folder / "edited.xsd"), Overrides.load(folder / "overrides.toml"))


# One in six is played in CI, and all of them by `make edits`.
@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(edit, id=edit.name, marks=[pytest.mark.full] if at % 6 else [])
        for at, edit in enumerate(EDITS)
    ],
)
def test_an_edit_is_bound_whole_or_refused(edit: Edit, tmp_path: Path) -> None:
    before = model(tmp_path / "before", edit.before)
    if edit.refused is not None:
        with pytest.raises(GenerationError, match=edit.refused) as caught:
            model(tmp_path / "after", edit.after)
        assert REFUSAL.fullmatch(str(caught.value))
        return
    after = model(tmp_path / "after", edit.after)

    found = []
    for name, one in (("before", before), ("after", after)):
        folder = write(tmp_path / f"package_{name}", tmp_path / name)
        with imported_modules(folder, "edited") as (package, module):
            found.append(names_in(module))
            assert found[-1] == names_of(one)
            # xsdata's classes cannot tell if an optional element is absent or nil.
            can = name == "after" and not edit.name.endswith("may be nil")
            opinion = SecondOpinion(tmp_path / f"xsdata_{next(numbers)}", tmp_path / name) if can else None
            assert read_and_written(package, module, folder, one, opinion) > 0
    check_diff(before, after, *found)


def write(folder: Path, schemas: Path) -> Path:
    models = models_of(schemas, schemas / "overrides.toml")
    for name, data in unformatted_files(schemas, models).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def names_in(module: ModuleType) -> dict[str, str]:
    """Return the names in a generated module, as Python sees it."""
    found: dict[str, str] = {}
    for cls in [each for each in vars(module).values() if getattr(each, "__module__", "") == module.__name__]:
        if not isinstance(cls, type):
            continue
        if attrs.has(cls):
            own = vars(cls).get("__annotations__", {})
            for each in attrs.fields(cls):
                if each.name in own:
                    required = " required" * (each.default is attrs.NOTHING)
                    found[f"{cls.__name__}.{each.name}"] = plain(own[each.name]) + required
        else:
            found.update({f"{cls.__name__}.{each.name}": repr(each.value) for each in members(cls)})
    return found


def members(cls: Any) -> list[Any]:  # noqa: ANN401 - an enumeration of a generated module
    return list(cls)


def plain(annotation: str) -> str:
    """An annotation without the underscores of names that the schema has taken."""
    return re.sub(r"\b_(?=[A-Za-z])", "", annotation)


def names_of(made: ModuleModel) -> dict[str, str]:
    """Return the names that the model gives the module."""
    found: dict[str, str] = {}
    for path, entry in surface(made).items():
        if ": field `" in entry.subject:
            annotation, *more = entry.value.removeprefix("`").split("`")
            found[path] = f"{plain(annotation)}{' required' * more[0].startswith(', required')}"
        elif ": member `" in entry.subject:
            found[path] = entry.value
    return found


def read_and_written(
    package: Any,  # noqa: ANN401
    module: ModuleType,
    folder: Path,
    made: ModuleModel,
    opinion: SecondOpinion | None,
) -> int:
    """Read and write each sample that libxml2 accepts, also as xsdata has it; the number of them."""
    valid, tried = validator(folder), 0
    for sample in samples([made]):
        if valid.validate(etree.fromstring(sample.xml)):
            value = package.from_xml(getattr(module, sample.cls), sample.xml.encode())
            package.check(value)
            written = package.to_xml(value)
            valid.assertValid(etree.fromstring(written))
            assert canonical(written) == canonical(sample.xml.encode())
            if opinion is not None:
                opinion.agree(value, written)
            tried += 1
    return tried


def check_diff(before: ModuleModel, after: ModuleModel, was: dict[str, str], now: dict[str, str]) -> None:
    """Compare the report with what has changed in the generated modules."""
    told, besides = effects(differences(before, after), surface(before), surface(after))
    said = [line for _, lines in told for line in lines] + besides
    whole = re.compile(r"(?:class|enumeration) `(.*)` (?:dis)?appears.*")
    appeared = {match[1] for line in said if (match := whole.fullmatch(line))}
    for path in was.keys() | now.keys():
        owner, _, name = path.partition(".")
        begins = tuple(f"{owner}: {kind} `{name}` " for kind in ("field", "member"))
        lines = [line for line in said if line.startswith(begins)]
        if was.get(path) == now.get(path):
            assert not any("appears" in line for line in lines)
        elif path not in was:
            assert owner in appeared or any(" appears" in line for line in lines), path
        elif path not in now:
            assert owner in appeared or any(" disappears" in line for line in lines), path
        else:
            becomes = f" becomes `{now[path].removesuffix(' required')}`"
            assert any(becomes in plain(line) for line in lines), path


def test_a_sample_of_them_is_typed_strictly(tmp_path: Path) -> None:
    """One of each kind, in one run."""
    kinds: dict[str, Edit] = {}
    for edit in EDITS:
        if edit.refused is None:
            kinds.setdefault(edit.name.partition(" ")[2].partition(" ")[2], edit)
    packages = []
    for number, edit in enumerate(kinds.values()):
        model(tmp_path / f"schemas_{number}", edit.after)
        packages.append(write(tmp_path / f"package_{number}", tmp_path / f"schemas_{number}").name)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--explicit-package-bases"]

    run = subprocess.run([*command, *packages], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert run.stdout + run.stderr == ""
