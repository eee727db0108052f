"""Every error the engine raises on purpose.

    QuotesError
    ├── InvalidValue       a value of the record breaks its own rules (also a ValueError)
    ├── LexiconError       a lexicon file cannot be used: place and reason are in the message
    ├── PipelineError      the spaCy pipeline cannot be loaded or lacks a component
    └── TaggerError        the tagger's files are missing or not those it was released with

Messy article text is never an error: marks that do not pair, sentences that do not parse and
names that do not resolve all come out as fewer or less certain quotes.
"""


class QuotesError(Exception):
    """Base of all errors raised by the engine."""


class InvalidValue(QuotesError, ValueError):
    """A value breaks the rules of the record (SPEC.md)."""


class LexiconError(QuotesError):
    """A lexicon file is malformed, or a pattern has no example."""


class PipelineError(QuotesError):
    """The spaCy pipeline named by ``QUOTES_MODEL`` cannot be used."""


class TaggerError(QuotesError):
    """The files of the learned tagger cannot be used."""
