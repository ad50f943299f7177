"""A page's front matter, as its author typed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

import yaml

from sphinx_paperreview.core.values import clean_text
from sphinx_paperreview.messages import WarningType, warn
from sphinx_paperreview.yaml_text import InvalidYaml, read_yaml

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

ID_KEYS = ("arxiv", "doi", "openreview", "acl")
"""Keys that name the paper of the page's first review that names none itself."""

_POST = "post"
_STORED = "paperreview_front_matter"
_FRACTION, _NULL = "tag:yaml.org,2002:float", "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class FrontValue:
    """One value of the front matter."""

    values: tuple[str, ...]
    """As typed: YAML would turn ``2511.20640`` into 2511.2064 and ``NO`` into False."""
    line: int = 0
    """In the page, from 1; 0 where it is unknown."""
    number: str = ""
    """How YAML reads it, where it takes it for a number with a fraction."""
    is_list: bool = False
    """Whether it was typed as a list: then no comma in it separates anything."""
    is_null: bool = False
    """Whether YAML reads it as nothing: ``date:``, ``date: ~``."""
    typed: str = ""
    """As it stands in the page, on one line: for messages."""
    is_odd: bool = False
    """Whether something in it is neither a text nor a mapping with a ``name``."""

    @property
    def text(self) -> str:
        """The value as one string."""
        return ", ".join(self.values)


def remember_front_matter(app: Sphinx, docname: str, source: list[str]) -> None:
    """Keep a Markdown page's front matter while the page is read (``source-read``)."""
    del docname
    app.env.temp_data[_STORED] = read_front_matter(source[0])


def read_front_matter(source: str) -> Mapping[str, FrontValue]:
    """Read the fields of a Markdown page."""
    return _read(_cut(source))


def front_matter_of(env: BuildEnvironment) -> Mapping[str, FrontValue]:
    """Give the fields of the page that is being read, also of a reST page."""
    fields = cast("Mapping[str, FrontValue]", env.temp_data.get(_STORED, {}))
    if fields:
        return fields
    metadata = env.metadata.get(env.docname, {})
    return {key: _field_of_rest(value) for key, value in metadata.items()}


def declares_post(env: BuildEnvironment) -> bool:
    """Tell whether the page that is being read says that it is a post: ``post: true``."""
    return is_true(front_matter_of(env).get(_POST, FrontValue(())))


def is_true(value: FrontValue) -> bool:
    """Tell a switch that is on."""
    return not value.is_null and value.text.lower() in {"true", "yes", "on", "1"}


def is_false(value: FrontValue) -> bool:
    """Tell a switch that is off."""
    return not value.is_null and value.text.lower() in {"false", "no", "off", "0"}


def ids_of(env: BuildEnvironment) -> Mapping[str, FrontValue]:
    """Give the ids in the front matter of the page that is being read, by their keys."""
    fields = front_matter_of(env)
    ids = {key: fields[key] for key in ID_KEYS if key in fields}
    for key, field in ids.items():
        if field.number:
            message = (
                f"front matter '{key}: {field.text}' is the number {field.number} to YAML; "
                f'put quotes around the id: {key}: "{field.text}"'
            )
            warn(WarningType.FRONT_MATTER, message, location=(env.docname, field.line))
    return ids


def front_matter_end(source: str) -> int:
    """Give the number of the line that closes the front matter; 0 where there is none."""
    lines = source.splitlines() if source.startswith("---") else []
    ends = (i for i, line in enumerate(lines, 1) if i > 1 and line.rstrip() in {"---", "..."})
    return next(ends, 0)


def _cut(source: str) -> str:
    """Cut out the lines between the first two ``---``; ``""`` where there is no front matter."""
    return "\n".join(source.splitlines()[1 : max(front_matter_end(source) - 1, 0)])


def _read(text: str) -> Mapping[str, FrontValue]:
    """Read the fields; malformed YAML, of which MyST warns, has none."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader) if text else None
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    if not isinstance(root, yaml.MappingNode):
        return {}
    return {
        str(key.value): replace(
            _field(value, key.start_mark.line + 2),
            typed=" ".join(text[value.start_mark.index : value.end_mark.index].split()),
        )
        for key, value in root.value
        if isinstance(key, yaml.ScalarNode)
    }


def _field_of_rest(value: object) -> FrontValue:
    """Take a field as Sphinx keeps it: the field ``authors`` as a list."""
    values = value if isinstance(value, list) else [value]
    return FrontValue(tuple(map(str, values)), is_list=isinstance(value, list))


def _field(node: yaml.Node, line: int) -> FrontValue:
    if not isinstance(node, yaml.ScalarNode):
        items = node.value if isinstance(node, yaml.SequenceNode) else [node]
        texts = [_text(item) for item in items]
        known = tuple(text for text in texts if text is not None)
        return FrontValue(known, line, is_list=True, is_odd=len(known) < len(texts))
    text = clean_text(str(node.value))
    number = _as_number(text) if node.tag == _FRACTION else ""
    return FrontValue((text,), line, number, is_null=node.tag == _NULL)


def _text(node: yaml.Node) -> str | None:
    """Give a text, or the ``name`` of a mapping, by which blogs describe people; else None."""
    if isinstance(node, yaml.MappingNode):
        named = (value for key, value in node.value if key.value == "name")
        node = next(named, node)
    return clean_text(str(node.value)) if isinstance(node, yaml.ScalarNode) else None


def _as_number(text: str) -> str:
    """Write a fraction as YAML reads it; ``""`` where it is none, in spite of a tag."""
    try:
        number = read_yaml(text)
    except InvalidYaml:
        return ""
    return str(number) if isinstance(number, float) else ""
