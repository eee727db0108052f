"""Every query there is. Functions take a session and values, and answer values: no row leaves.

writing    save · which documents are known
quotes     find · records, the same as JSON · export, all of them · one by id · facets
statements those that answer · one · its wordings · from whom all have it
speakers   who speaks, who stands in a chain at all, best match first
voices     who speaks in given quotes
profiles   who a source is · its roles at a time · when it spoke · what it relayed, from whom
documents  their list · one by id · its versions · coverage and statistics: how much there is
judgements what was judged · one by id
correcting corrections by persons, and taking back what anybody judged
"""

from service.store.correcting import withdraw
from service.store.document_list import find_documents
from service.store.documents import coverage, document, size, versions
from service.store.exporting import export
from service.store.facets import facets
from service.store.judgements import judgement, judgements
from service.store.names import source_pk
from service.store.profiles import roles, speaker
from service.store.quotes import find, quote
from service.store.records import (
    record_of,
    records,
    records_in,
    records_of,
    routes,
    texts,
    written_records,
)
from service.store.relaying import givers, relays
from service.store.speakers import sources, speakers
from service.store.statement_list import find_statements
from service.store.statements import (
    provenance,
    statement,
    statement_id,
    statement_pk,
    statements_told,
    variants,
)
from service.store.statistics import statistics
from service.store.timelines import timeline
from service.store.voices import source_card, voices
from service.store.writing import save, unchanged

__all__ = [
    "coverage",
    "document",
    "export",
    "facets",
    "find",
    "find_documents",
    "find_statements",
    "givers",
    "judgement",
    "judgements",
    "provenance",
    "quote",
    "record_of",
    "records",
    "records_in",
    "records_of",
    "relays",
    "roles",
    "routes",
    "save",
    "size",
    "source_card",
    "source_pk",
    "sources",
    "speaker",
    "speakers",
    "statement",
    "statement_id",
    "statement_pk",
    "statements_told",
    "statistics",
    "texts",
    "timeline",
    "unchanged",
    "variants",
    "versions",
    "voices",
    "withdraw",
    "written_records",
]
