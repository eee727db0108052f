"""Every query there is. Functions take a session and values, and answer values: no row leaves.

writing    save · which documents are known
quotes     find · one by id · facets
statements one · its wordings · from whom all have it
speakers   who speaks, best match first · the source of an id
documents  one by id · its versions · coverage: what a search goes through
judgements what was judged · one by id
correcting corrections by persons, and taking back what anybody judged
"""

from service.store.correcting import withdraw
from service.store.documents import coverage, document, versions
from service.store.facets import facets
from service.store.judgements import judgement, judgements
from service.store.names import source_pk
from service.store.quotes import find, quote
from service.store.speakers import speakers
from service.store.statements import provenance, statement, statement_id, statement_pk, variants
from service.store.writing import save, unchanged

__all__ = [
    "coverage",
    "document",
    "facets",
    "find",
    "judgement",
    "judgements",
    "provenance",
    "quote",
    "save",
    "source_pk",
    "speakers",
    "statement",
    "statement_id",
    "statement_pk",
    "unchanged",
    "variants",
    "versions",
    "withdraw",
]
