"""What the codes among a verdict's reasons mean, in words."""

_WORDS = {
    "unattributed": "the words stand in a document, but nobody is given as having said them",
    "unquoted": "a document says so in its own words; no quote was made of it",
    "stitched": "made into one quotation from two places",
    "translated": "the wording went through a translation and cannot be checked beyond it",
    "changed.negation": "a negation was put in, taken out or moved",
    "changed.number": "a number is another",
    "changed.unit": "a unit is another",
    "changed.name": "a name is another",
    "changed.modal": "what may, can, will or must be is another of these",
    "changed.quantifier": "how much or how many is said otherwise",
    "changed.hedge": "how sure the speaker was is said otherwise",
    "changed.condition": "a condition was put in, taken out or changed",
    "changed.contrast": "a “but” or an “or” was put in or taken out",
    "changed.person": "it is said of somebody else",
    "changed.tense": "it is said of another time",
    "changed.opposite": "a word was replaced by its opposite",
    "changed.order": "the words are on record, but arranged to say something else",
    "changed.added": "a part of it is on record, the rest is not",
    "changed.question": "the rest was said by whoever asked the question",
    "changed.words": "a word is another, was put in or left out",
    "cut.condition": "the cut loses a condition",
    "cut.negation": "the cut loses a negation",
    "cut.hedge": "the cut loses how unsure the speaker was",
    "cut.limit": "the cut makes it hold beyond what the speaker limited it to",
    "cut.exception": "the cut loses an exception",
    "cut.contrast": "the cut loses what the speaker set against it",
    "near.spelling": "a word is spelt differently",
    "near.slip": "a small word differs",
    "near.punctuation": "only punctuation or the form of words differs",
    "near.ellipsis": "an ellipsis leaves out something that changes nothing",
    "speaker.unknown": "nobody of the claimed name is on record",
    "speaker.ambiguous": "the claimed name may mean several; all of them were searched",
    "speaker.on_behalf": "somebody said it on behalf of the claimed speaker",
    "speaker.unnamed": "the record does not name who said it",
    "time.earlier": "it was on record before the claimed time",
    "time.later": "it came on record only after the claimed time",
    "via.other": "no record of it came by the claimed way",
    "denied": "the speaker is on record denying it",
    "misattributed": "somebody else said it",
    "altered": "the speaker is on record with other words",
    "truncated": "the record has more, which the claim leaves out",
    "verbatim": "just these words are on record",
    "near_verbatim": "these words are on record but for spelling or punctuation",
    "paraphrased": "it is on record in other words",
}


def told(code: str) -> str:
    """A reason in words."""
    return _WORDS[code]


CODES = tuple(_WORDS)
