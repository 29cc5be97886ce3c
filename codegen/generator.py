"""Our generator in xsdata: its templates, and the small expressions that they are filled with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import StrictUndefined
from xsdata.codegen.models import Class
from xsdata.formats.mixins import GeneratorResult
from xsdata.models.config import GeneratorConfig
from xsdata_attrs.generator import AttrsGenerator

from codegen.builder import build_module
from codegen.codec import read_element, read_value, variable_type, writer_body
from codegen.filters import BindingsFilters
from codegen.model import ClassModel, FieldModel, ModuleModel
from codegen.overrides import Overrides
from codegen.schema_source import SchemaSource
from codegen.values import KINDS

__all__ = ["BindingsGenerator"]

_TEMPLATES = Path(__file__).parent / "templates"


class BindingsGenerator(AttrsGenerator):
    """xsdata-attrs' generator with classes of modern attrs, and a codec beside each module."""

    __slots__ = ("overrides", "source")

    def __init__(self, config: GeneratorConfig, source: SchemaSource, overrides: Overrides) -> None:
        super().__init__(config)
        self.source = source
        self.overrides = overrides
        self.env.undefined = StrictUndefined
        self.env.trim_blocks = True
        self.env.lstrip_blocks = True
        self.env.filters.update(
            xml_metadata=xml_metadata,
            writer_body=writer_body,
            read_element=read_element,
            read_value=read_value,
            variable_type=variable_type,
        )

    @classmethod
    def get_template_paths(cls) -> list[str]:
        """Return where our templates are."""
        return [str(_TEMPLATES)]

    @classmethod
    def init_filters(cls, config: GeneratorConfig) -> BindingsFilters:
        """Return the filters of the templates."""
        return BindingsFilters(config)

    def render(self, classes: list[Class]) -> Iterator[GeneratorResult]:
        """Yield the module of classes and the module of codecs, not yet formatted."""
        module = build_module(self.source, classes, self.overrides)
        roots = [each for each in module.classes if each.element]
        yield self._result(f"{module.name}.py", "classes.jinja2", module, roots)
        yield self._result(f"{module.name}_codec.py", "codec.jinja2", module, roots)

    def _result(
        self, file_name: str, template: str, module: ModuleModel, roots: list[ClassModel]
    ) -> GeneratorResult:
        has_union = module.name == "datatypes"
        names = [enum.name for enum in module.enums] + [cls.name for cls in module.classes]
        exported = sorted(["NAMESPACE", *names, *(["DataTypeElement"] if has_union else [])])
        source = self.env.get_template(template).render(
            module=module,
            roots=roots,
            exported=exported,
            has_union=has_union,
            lexical=sorted({name for kind in KINDS.values() for name in (kind.read, kind.write) if name}),
            has_wildcard=any(field.role == "wildcard" for each in module.classes for field in each.fields),
        )
        return GeneratorResult(path=Path(file_name), title=module.name, source=source)


def xml_metadata(field: FieldModel) -> str:
    """Return a field's metadata, in the form that xsdata's own serialiser and parser understand."""
    kinds = {"element": "Element", "attribute": "Attribute", "wildcard": "Wildcard"}
    if field.role == "text":
        return "{}"
    name = "" if field.role == "wildcard" else f'"name": "{field.xml_name}", '
    namespace = ', "namespace": NAMESPACE' if field.role == "element" else ""
    return f'{{{name}"type": "{kinds[field.role]}"{namespace}}}'
