"""What each field of the published record means, for JSON Schema and OpenAPI.

The record's types live in `quotes.model`, which knows nothing of schemas; a test holds that every
field of every published type is described.
"""

_SPAN = "Where it stands: start and end in code points of the document's text, end exclusive."

FIELDS: dict[str, dict[str, str]] = {
    "Extraction": {
        "document": "The document that was read, without its text.",
        "quotes": "What was found, in the order of the text.",
        "credits": "Who supplied the article, contributed to it or took its picture.",
        "engine": "What made this extraction.",
    },
    "DocumentInfo": {
        "id": "The document's id.",
        "publisher": "The medium that published it.",
        "published": "The day it was published, ISO 8601; from a date line if it was not given.",
        "title": "Its headline.",
    },
    "Quote": {
        "id": "The id of this occurrence; stable while the document's text does not change.",
        "kind": "`direct`: all within quotation marks; `indirect`: none; `mixed`: part.",
        "content": "The spans of the words quoted, in the order of the text; empty where somebody "
        "declined to comment on nothing in particular.",
        "text": "Those words, with ` … ` between spans.",
        "cue": "The spans of the words that attribute them.",
        "speaker": "Whose words or claims they are.",
        "on_behalf_of": "For whom a spokesperson, a lawyer or an agent speaks.",
        "act": "What is done by saying it. `think` is whatever is ascribed to somebody without "
        "being said, and is left out of lists.",
        "polarity": "`denied` for a denial, `undisclosed` where the speaker declined.",
        "denies": "The id of the quote whose claim is denied.",
        "channel": "How it was said, where the text tells.",
        "chain": "The route from the speaker outward to the page, speaker first.",
        "attribution": "The chain as a person reads it, from the document's side inward.",
        "said": "When it was said, where the text tells.",
        "about": "The people, bodies and places that it names or points at.",
        "terms": "Its key terms.",
        "confidence": "How sure the engine is, from 0 to 1; calibrated on dispatches whose "
        "errors were read, so on other texts fewer are right than it says.",
        "reasons": "The rules that made it, for whoever wonders.",
    },
    "Speaker": {
        "name": "The fullest name the document gives; null if it gives none.",
        "mention": f"The words that name the speaker there. {_SPAN}",
        "grade": "What kind of source it is.",
        "role": "The office or function the document gives the speaker.",
        "anonymity": "What the document says of an unnamed source.",
    },
    "Role": {"name": "The role in words.", "span": _SPAN},
    "Anonymity": {
        "number": "How many sources.",
        "reason": "Why they are not named.",
        "span": _SPAN,
    },
    "Named": {"name": "The name.", "span": f"The words that stand for it. {_SPAN}"},
    "Hop": {
        "rel": "What this station did with the words.",
        "name": "Who or what it is; null where the document leaves it open.",
        "span": f"The words that name it there. {_SPAN}",
    },
    "Said": {
        "date": "The day, month or year, ISO 8601, as far as it is known.",
        "precision": "How much of the date is known.",
        "basis": "What the date was worked out from.",
        "span": _SPAN,
    },
    "Confidence": {
        "content": "That these are the words.",
        "speaker": "That they are this speaker's.",
        "chain": "That they came by this route.",
    },
    "Credit": {
        "role": "What is credited.",
        "name": "To whom.",
        "span": _SPAN,
    },
    "Engine": {
        "version": "Version of the package.",
        "lexicon": "Digest of its word lists.",
        "model": "The spaCy pipeline.",
    },
}
FIELDS["QuoteItem"] = FIELDS["Quote"] | {
    "document": "The document it stands in.",
    "statement": "Which statement it is an occurrence of: for now the same folded words by a "
    "speaker of the same folded name.",
}
