"""Where this package has been installed from, and what installs the same one elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from urllib.parse import urlsplit

from sphinx_paperreview import __version__

DISTRIBUTION = "sphinx-paperreview"

ON_INDEX = False
"""Whether the package index has this project.

Until it has, no journal asks for the bare name: all would install whatever took it there.
"""

# A secret that somebody typed; variables and `git@` are none, and hosts may need them.
_SECRET = re.compile(r"(?<=://)(?!\$\{|git@)[^/@]*@")


def requirement() -> str:
    """Write what installs this package on any machine; nothing where only this one has it.

    The form is that of a requirements file.
    """
    try:
        record = distribution(DISTRIBUTION).read_text("direct_url.json")
    except PackageNotFoundError:
        record = None
    direct = _direct_requirement(json.loads(record)) if record else ""
    return direct or (f"{DISTRIBUTION}>={__version__}" if ON_INDEX else "")


def _direct_requirement(record: Mapping[str, object]) -> str:
    """Read what an installer has noted, as PEP 610 says; nothing where only this machine has it.

    So it is with folders and files, and with an address that asks for a key (``ssh://…``).
    """
    url = _SECRET.sub("", str(record.get("url", "")))
    if urlsplit(url).scheme not in {"http", "https"}:
        return ""
    match record:
        case {"vcs_info": {"vcs": vcs, "commit_id": commit}}:
            place = f"#subdirectory={record['subdirectory']}" if "subdirectory" in record else ""
            return f"{DISTRIBUTION} @ {vcs}+{url}@{commit}{place}"
        case {"archive_info": {"hashes": {"sha256": digest}}}:
            return f"{DISTRIBUTION} @ {url}#sha256={digest}"
        case {"archive_info": _}:
            return f"{DISTRIBUTION} @ {url}"
    return ""
