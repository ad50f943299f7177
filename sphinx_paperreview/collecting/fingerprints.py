"""Fingerprints of what Python can write down."""

from __future__ import annotations

from hashlib import blake2b


def fingerprint(facts: object) -> str:
    """Take a fingerprint of texts, numbers, and sequences and dataclasses of them."""
    return blake2b(repr(facts).encode(errors="surrogatepass"), digest_size=12).hexdigest()
