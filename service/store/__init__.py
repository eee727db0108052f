"""Every query there is. Functions take a session and values, and answer values: no row leaves.

writing    save · which documents are known
quotes     find · one by id
speakers   who speaks, best match first · does a speaker exist
documents  one by id · coverage: what a search goes through
"""

from service.store.documents import coverage, document
from service.store.quotes import find, quote
from service.store.speakers import is_source, speakers
from service.store.writing import save, unchanged

__all__ = [
    "coverage",
    "document",
    "find",
    "is_source",
    "quote",
    "save",
    "speakers",
    "unchanged",
]
