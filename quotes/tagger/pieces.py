"""Word pieces: what stands between words and the network, the same in training and at work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from quotes.tagger.windows import Window
from quotes.tagger.words import FEATURES, Words

OPENS, CLOSES, UNKNOWN, MASKED = 101, 102, 100, 103  # BERT's vocabulary
_LONGEST = 32  # pieces of one word; what has more is no word, and must not outgrow a window
Numbers = Mapping[tuple[str, str], int]  # (feature, value) -> a number from 1 on; 0 is none


@dataclass(frozen=True, slots=True)
class Input:
    """One window as the network takes it.

    `pieces`: numbers of the word pieces, opened and closed; `features`: a row for each piece;
    `first`: where the first piece of each word stands.
    """

    pieces: list[int]
    features: list[list[int]]
    first: list[int]


class Splitter:
    """Splits words into the pieces of the vocabulary in a ``tokenizer.json``."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def split(self, words: Words) -> list[list[int]]:
        """The pieces of each word, at most 32; a word without any counts as unknown."""
        texts = [words.text[start:end] for start, end in words.spans]
        encoded = self._tokenizer.encode(texts, is_pretokenized=True, add_special_tokens=False)
        found: list[list[int]] = [[] for _ in texts]
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            if word is not None:  # None: a special token, and none are asked for
                found[word].append(piece)
        return [each[:_LONGEST] or [UNKNOWN] for each in found]


def encode(words: Words, pieces: Sequence[list[int]], numbers: Numbers, window: Window) -> Input:
    """One window of a document; `pieces` are those of all its words."""
    nothing = [0] * len(FEATURES)
    ids, features, first = [OPENS], [nothing], []
    for index in range(*window):
        first.append(len(ids))
        row = zip(FEATURES, words.features[index], strict=True)
        ids += pieces[index]
        features += [[numbers.get(pair, 0) for pair in row]] * len(pieces[index])
    return Input([*ids, CLOSES], [*features, nothing], first)
