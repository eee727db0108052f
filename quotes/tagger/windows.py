"""Windows: whole paragraphs packed together until the network's width is reached."""

from collections.abc import Callable, Iterator, Sequence

from quotes.tagger.words import Words

WIDTH = 254  # word pieces; two more open and close the window
CORE = 200  # of them at work: the rest is what stands around, read but not marked
BEFORE, AFTER = 30, 24
Window = tuple[int, int]  # words from, to (exclusive)


def pack(
    words: Words, sizes: Sequence[int], limit: Callable[[], int] = lambda: WIDTH
) -> list[Window]:
    """The windows of a document, in order; together they hold every word once.

    `sizes` counts the word pieces of each word. `limit` is asked for the width of each window
    anew, at most `WIDTH`: training varies it. A paragraph that is too long is cut between
    sentences, a sentence that is too long between words.
    """
    windows: list[Window] = []
    width = limit()
    filled = 0
    for start, end in _units(words, sizes):
        size = sum(sizes[start:end])
        if windows and filled + size <= width:
            windows[-1] = (windows[-1][0], end)
            filled += size
        else:
            windows.append((start, end))
            width, filled = limit(), size
    return windows


def around(window: Window, sizes: Sequence[int]) -> Window:
    """The window with the words before and after it that fit, at most 30 and 24 pieces.

    What stands at a window's edge is marked better with its neighbours in sight; training saw
    windows of all widths, so nothing else changes (docs/benchmarks.md).
    """
    start, end = window
    free = WIDTH - sum(sizes[start:end])
    before = min(BEFORE, free)
    while start and sizes[start - 1] <= before:
        start -= 1
        before -= sizes[start]
        free -= sizes[start]
    after = min(AFTER, free)
    while end < len(sizes) and sizes[end] <= after:
        after -= sizes[end]
        end += 1
    return start, end


def _units(words: Words, sizes: Sequence[int]) -> Iterator[Window]:
    """Paragraphs; sentences of those that are too long; pieces of sentences that still are."""
    for start, end in _groups(words.paragraph, 0, len(sizes)):
        if sum(sizes[start:end]) <= WIDTH:
            yield start, end
            continue
        for first, last in _groups(words.sentence, start, end):
            yield from _cut(sizes, first, last)


def _groups(numbers: Sequence[int], start: int, end: int) -> Iterator[Window]:
    first = start
    for index in range(start + 1, end + 1):
        if index == end or numbers[index] != numbers[first]:
            yield first, index
            first = index


def _cut(sizes: Sequence[int], start: int, end: int) -> Iterator[Window]:
    first, filled = start, 0
    for index in range(start, end):
        if filled + sizes[index] > WIDTH and index > first:
            yield first, index
            first, filled = index, 0
        filled += sizes[index]
    yield first, end
