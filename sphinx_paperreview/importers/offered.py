"""Which files a page may show or offer: none that configures a site, or that a build would run."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_KINDS = (
    # pictures
    "apng avif bmp eps gif heic ico jfif jpeg jpg png ps svg tif tiff webp "
    # films and sounds
    "aac avi flac m4a m4v mid mkv mov mp3 mp4 mpeg mpg oga ogg ogv opus srt vtt wav webm "
    # texts
    "bib csv djvu doc docx epub key log odp ods odt pdf ppt pptx ris rtf tex tsv txt xls xlsx "
    # data
    "7z bz2 geojson gz h5 hdf5 json jsonl mat ndjson npy npz onnx parquet rar safetensors "
    "tar tgz xz zip zst"
)
_OFFERED = frozenset(f".{kind}" for kind in _KINDS.split())

_CONFIGURES = re.compile(
    r"(?:requirements|constraints)[\w.-]*\.txt|cmakelists\.txt|[\w.-]*(?:package|config)[\w.-]*\.json"
)
"""Names of such a kind that tools read: what ``pip`` would install from elsewhere, say."""


def is_offered(path: str) -> bool:
    """Tell whether a file is of a kind that a page shows, or that its readers may download."""
    name = PurePosixPath(path.lower())
    return name.suffix in _OFFERED and not _CONFIGURES.fullmatch(name.name)
