"""XML from strangers: no entities of its own, no other file, no network, no stylesheet."""

from __future__ import annotations

import zlib
from typing import Any

from lxml import etree

from articles.importing.drafts import UnreadableFile

# What libraries for documents trip over where one is not as it should be.
BROKEN = (
    etree.XMLSyntaxError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    zlib.error,
)


def parsed(content: bytes) -> Any:
    """Return the root. Raises UnreadableFile where it is damaged or declares entities."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"it is no valid XML: {error}") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise UnreadableFile("it is XML that declares entities, which are not resolved")
    return root
