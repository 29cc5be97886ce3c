"""Our generator in xsdata: its templates, and the expressions that fill them."""

from __future__ import annotations

from pathlib import Path

from jinja2 import StrictUndefined
from xsdata.models.config import GeneratorConfig
from xsdata_attrs.generator import AttrsGenerator

from codegen.classes import (
    annotation,
    compounds,
    has_rules,
    imported_rules,
    rules,
    spelling,
    validator,
    xml_metadata,
)
from codegen.codec import read_element, read_value, variable_type, writer_body
from codegen.filters import BindingsFilters
from codegen.model import ModuleModel
from codegen.values import KINDS
from codegen.wording import in_python_words

__all__ = ["BindingsGenerator"]

_TEMPLATES = Path(__file__).parent / "templates"


class BindingsGenerator(AttrsGenerator):
    """The generator of xsdata-attrs, changed to write modern attrs classes and a codec beside each module."""

    def __init__(self, config: GeneratorConfig) -> None:
        super().__init__(config)
        self.env.undefined = StrictUndefined
        self.env.trim_blocks = True
        self.env.lstrip_blocks = True
        self.env.filters["repr"] = repr
        self.env.globals.update(
            annotation=annotation,
            compounds=compounds,
            has_rules=has_rules,
            read_element=read_element,
            read_value=read_value,
            rules=rules,
            validator=validator,
            variable_type=variable_type,
            writer_body=writer_body,
            xml_metadata=xml_metadata,
        )

    @classmethod
    def get_template_paths(cls) -> list[str]:
        """Return the folder of our templates."""
        return [str(_TEMPLATES)]

    @classmethod
    def init_filters(cls, config: GeneratorConfig) -> BindingsFilters:
        """Return the filters of the templates."""
        return BindingsFilters(config)

    def render_files(self, module: ModuleModel) -> dict[str, str]:
        """Return the module of classes and the module of codecs, by file; both are unformatted."""
        module = in_python_words(module)
        return {
            f"{module.name}.py": self._render("classes.jinja2", module),
            f"{module.name}_codec.py": self._render("codec.jinja2", module),
        }

    def _render(self, template: str, module: ModuleModel) -> str:
        names = [*(enum.name for enum in module.enums), *(cls.name for cls in module.classes)]
        wildcards = [field for cls in module.classes for field in cls.of_role("wildcard")]
        return self.env.get_template(template).render(
            module=module,
            n=spelling(module),
            functions={cls.name: cls.function for cls in module.classes},
            exported=sorted(["NAMESPACE", *names, *(["DataTypeElement"] if module.has_union else [])]),
            unions=sorted({union for field in wildcards for union in field.unions}),
            rule_kinds=imported_rules(module),
            lexical=sorted({name for kind in KINDS.values() for name in (kind.read, kind.write) if name}),
        )
