"""Our generator in xsdata: its templates, and the small expressions that they are filled with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import StrictUndefined
from xsdata.codegen.models import Class
from xsdata.formats.mixins import GeneratorResult
from xsdata.models.config import GeneratorConfig
from xsdata_attrs.generator import AttrsGenerator

from codegen.filters import BindingsFilters, Names
from codegen.model import ClassModel, FieldModel, ModuleModel, build_module
from codegen.overrides import Overrides
from codegen.schema_source import SchemaSource

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
            written=written,
            write_element=write_element,
            read_element=read_element,
            read_value=read_value,
            variable_type=variable_type,
            setter_names=setter_names,
            names_quoted=names_quoted,
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
            has_wildcard=any(field.role == "wildcard" for each in module.classes for field in each.fields),
        )
        return GeneratorResult(path=Path(file_name), title=module.name, source=source)


def names_quoted(fields: Sequence[FieldModel]) -> str:
    """Return the fields' names as arguments."""
    return ", ".join(repr(field.name) for field in fields)


def setter_names(fields: Sequence[FieldModel]) -> str:
    """Return as many variables as there are fields."""
    return "".join(f"s{number}, " for number, _ in enumerate(fields, 1))


def xml_metadata(field: FieldModel) -> str:
    """Return a field's metadata, in the form that xsdata's own serialiser and parser understand."""
    kinds = {"element": "Element", "attribute": "Attribute", "wildcard": "Wildcard"}
    if field.role == "text":
        return "{}"
    name = "" if field.role == "wildcard" else f'"name": "{field.xml_name}", '
    namespace = ', "namespace": NAMESPACE' if field.role == "element" else ""
    return f'{{{name}"type": "{kinds[field.role]}"{namespace}}}'


def written(field: FieldModel, value: str, where: str) -> str:
    """Return the expression of a simple value as XML text; `where` is `text` or `attribute`."""
    if field.kind is not None and field.kind.write:
        return "_l." + field.kind.write.format(value)
    return f"_w.{where}({value})"


def write_element(field: FieldModel, value: str) -> str:
    """Return the statement that writes one element."""
    name = field.xml_name
    if field.target_is in {"class", "abstract"}:
        return f'write_{_function(field)}({value}, a, "{name}")'
    return f'a(f"<{name}>{{{written(field, value, "text")}}}</{name}>")'


def read_element(field: FieldModel) -> str:
    """Return the expression that reads one element `c`."""
    if field.target_is in {"class", "abstract"}:
        return f"read_{_function(field)}(c)"
    if field.target_is == "enum":
        return f"_r.enum_leaf(c, _m.{field.target})"
    if field.kind is not None and field.kind.read:
        return f"_r.leaf(c, _l.{field.kind.read})"
    return 'c.text or ""'


def read_value(field: FieldModel) -> str:
    """Return the expression of a field's value, when the element has been gone through."""
    if field.role == "text":
        return f"_r.leaf(e, _l.{field.kind.read})" if field.kind and field.kind.read else 'e.text or ""'
    if field.role != "attribute":
        return f"f_{field.name}"
    local = f"f_{field.name}"
    if field.target_is == "enum":
        read = f"_r.enum_attribute({local}, _m.{field.target})"
    elif field.kind is not None and field.kind.read:
        read = f'_r.attribute(e, "{field.xml_name}", {local}, _l.{field.kind.read})'
    else:
        read = local
    return read if field.is_required or read == local else f"{field.default} if {local} is None else {read}"


def variable_type(field: FieldModel) -> str:
    """Return the annotation of the local variable that holds a field while its siblings are read."""
    item = field.item_type
    if field.target_is == "wildcard":
        item = "RawElement"
    elif field.target:
        item = f"_m.{item}"
    return f"list[{item}]" if field.is_list else f"{item} | None"


def _function(field: FieldModel) -> str:
    return Names.snake(field.target or "")
