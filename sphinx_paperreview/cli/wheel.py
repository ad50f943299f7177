"""This package as a wheel: written from what is installed, without any network."""

from __future__ import annotations

import io
import stat
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import click

import sphinx_paperreview
from sphinx_paperreview.cli.origin import DISTRIBUTION

_PACKAGE = Path(sphinx_paperreview.__file__).parent

_METADATA = ("METADATA", "entry_points.txt")
"""What a wheel tells of its distribution, beside its licences; installers add more."""

_WHEEL = """\
Wheel-Version: 1.0
Generator: sphinx-paperreview
Root-Is-Purelib: true
Tag: py3-none-any
"""


def build_wheel() -> tuple[str, bytes]:
    """Write the package, as it is installed here, into a wheel: its file's name and its bytes.

    The same package gives the same bytes: nothing is compressed, since libraries differ in
    that, and Git compresses it anyway.
    """
    name = f"{_PACKAGE.name}-{_version()}"
    info = f"{name}.dist-info"
    files = dict(_package()) | {f"{info}/{part}": data for part, data in _metadata()}
    files[f"{info}/WHEEL"] = _WHEEL.encode()
    files[f"{info}/RECORD"] = _record(files, f"{info}/RECORD")
    return f"{name}-py3-none-any.whl", _zipped(files)


def _version() -> str:
    try:
        return distribution(DISTRIBUTION).version
    except PackageNotFoundError:
        raise click.ClickException(
            f"{DISTRIBUTION} is not installed, so that no wheel can be made of it: use pip"
        ) from None


def _package() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the package; an editable installation has them nowhere else."""
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield path.relative_to(_PACKAGE.parent).as_posix(), path.read_bytes()


def _metadata() -> Iterator[tuple[str, bytes]]:
    """Yield the files that tell about the distribution; paths relative to their folder."""
    for file in distribution(DISTRIBUTION).files or ():
        folder, *parts = file.parts
        name = "/".join(parts)
        if folder.endswith(".dist-info") and (name in _METADATA or name.startswith("licenses/")):
            yield name, Path(str(file.locate())).read_bytes()


def _record(files: Mapping[str, bytes], name: str) -> bytes:
    """List all files with their digests, as the specification of wheels asks."""
    lines = []
    for file, data in files.items():
        digest = urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{file},sha256={digest},{len(data)}\n")
    return "".join([*lines, f"{name},,\n"]).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = ZipInfo(name)  # of 1980, whenever it is written
            entry.create_system = 3  # Unix, wherever it is written
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, data)
    return buffer.getvalue()
