"""A package is tried before it replaces anything: what does not work, or changes a document, is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codegen.errors import GenerationError
from codegen.pipeline import SCHEMAS, models_of, unformatted_files
from codegen.samples import samples
from codegen.trial import try_out

pytestmark = pytest.mark.thorough

if TYPE_CHECKING:
    from codegen.model import ModuleModel


@pytest.fixture(scope="module")
def models() -> list[ModuleModel]:
    return models_of()


@pytest.fixture
def files(models: list[ModuleModel]) -> dict[str, bytes]:
    return unformatted_files(SCHEMAS, models)


def test_every_global_element_has_samples_that_come_back_as_they_were(
    models: list[ModuleModel], files: dict[str, bytes]
) -> None:
    made = list(samples(models))

    assert {(each.module, each.cls) for each in made} == {
        (model.name, cls.name) for model in models for cls in model.roots
    }
    assert try_out(files, models) == len(made)


BROKEN = {
    "a module that cannot be imported": ("api_v8.py", b"import attrs\n", b"import attrz\n"),
    "an element that is not written": ("api_v8_codec.py", b"<subject>", b"<subjekt>"),
    "an element that is not read": ("api_v8_codec.py", b"schema/v8}subject", b"schema/v8}subjekt"),
    "a value that is written otherwise": ("_lexical.py", b'"true" if value', b'"false" if value'),
    "a hint that cannot be resolved": ("datatypes.py", b": Decimal", b": Decimel"),
    "a warning": ("_rules.py", b"import attrs\n", b'import attrs, warnings; warnings.warn("x")\n'),
}


@pytest.mark.parametrize(("name", "old", "new"), BROKEN.values(), ids=BROKEN)
def test_what_does_not_work_is_refused(
    name: str, old: bytes, new: bytes, models: list[ModuleModel], files: dict[str, bytes]
) -> None:
    assert old in files[name]

    with pytest.raises(GenerationError, match=r"does not work: .*; report it") as caught:
        try_out(files | {name: files[name].replace(old, new)}, models)

    assert "\n" not in str(caught.value)
