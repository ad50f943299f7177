from __future__ import annotations

import pytest

from sphinx_paperreview.core.urls import is_plain_address

PLAIN = (
    "", "#a", "a.html", "../a/b.html#c", "/a", "//example.org/a", "?q=a:b", "a/b:c",
    "http://example.org", "HTTPS://example.org", "mailto:a@example.org", "ftp://example.org",
)  # fmt: skip

PROGRAMS = (
    "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
    "\x01javascript:alert(1)", "java\tscript\r:alert(1)", "javascript://x%0aalert(1)",
    "data:text/html,x", "vbscript:x", "file:///etc/hostname", "blob:x", "unknown:x",
)  # fmt: skip


@pytest.mark.parametrize("address", PLAIN)
def test_an_address_of_a_page(address: str) -> None:
    assert is_plain_address(address)


@pytest.mark.parametrize("address", PROGRAMS)
def test_an_address_that_is_a_program(address: str) -> None:
    """Also with the signs in it that browsers leave out before they look at the scheme."""
    assert not is_plain_address(address)
