"""YAML that anybody has written."""

from __future__ import annotations

import yaml


class InvalidYaml(ValueError):
    """A text that is no YAML, or in which a value is not what its tag says."""


class _Loader(yaml.SafeLoader):
    """Builds plain values, and no number that Python cannot write down again."""

    def construct_yaml_int(self, node: yaml.ScalarNode) -> int:
        """Read a whole number, which may have been written in base 16."""
        number = super().construct_yaml_int(node)
        str(number)
        return number


_Loader.add_constructor("tag:yaml.org,2002:int", _Loader.construct_yaml_int)


def read_yaml(text: str, *, typed: bool = True) -> object:
    """Read a text as YAML.

    Args:
        text: One document.
        typed: Whether values have the types that YAML gives them; else they stay as written.

    :raises InvalidYaml: Nobody can read it.
    """
    try:
        # Both loaders build plain values only.
        return yaml.load(text, _Loader if typed else yaml.BaseLoader)  # noqa: S506
    # PyYAML finds out what a tag promises in vain as it goes on all the same: `!!int ""`,
    # `!!bool z`, `!!timestamp x`, `!!float "["`, a number of 5,000 digits.
    except (yaml.YAMLError, ArithmeticError, AttributeError, LookupError, ValueError) as error:
        raise InvalidYaml(str(error)) from error
    except RecursionError as error:
        raise InvalidYaml("nested too deep") from error
