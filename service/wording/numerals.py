"""Numbers in running text, whether in digits or in words: "four" is 4, "1.2 million" 1200000."""

from collections.abc import Sequence

from service.wording.vocabulary import ONES, SCALES, SHORT_SCALES, TENS, UNITS


def numeral(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """The number that begins at word `at`, written one way, and where it ends; or None."""
    first, follows = words[at], words[at + 1] if at + 1 < len(words) else ""
    if first.replace(",", "").replace(".", "").isdecimal():
        return _digits(words, at)
    if first in ("a", "an"):
        return _spelled(words, at + 1) if follows in SCALES else None
    # "one" is a pronoun more often than a number.
    if first == "one" and follows not in SCALES and follows not in UNITS:
        return None
    return _spelled(words, at) if first in ONES or first in TENS else None


def _digits(words: Sequence[str], at: int) -> tuple[str, int]:
    value, end = _value(words[at]), at + 1
    while end < len(words) and (scale := SCALES.get(words[end]) or SHORT_SCALES.get(words[end])):
        value, end = value * scale, end + 1
    # A telephone number is no quantity: past a float's precision the digits stand for themselves.
    plain = value >= 1e15 and end == at + 1
    return (words[at] if plain else f"{value:.15g}"), end


def _value(digits: str) -> float:
    """Commas part thousands, unless one alone stands before other than three digits."""
    whole, *groups = digits.split(",")
    if len(groups) == 1 and len(groups[0]) != 3 and "." not in digits:
        return float(f"{whole}.{groups[0]}")
    plain = digits.replace(",", "")
    return float(plain if plain.count(".") < 2 else plain.replace(".", ""))


def _spelled(words: Sequence[str], at: int) -> tuple[str, int]:
    total, current, end = 0, 0, at
    while end < len(words):
        step = _step(words, end, total, current)
        if step is None:
            break
        total, current = step
        end += 1
    return str(total + current), end


def _step(words: Sequence[str], at: int, total: int, current: int) -> tuple[int, int] | None:
    """Total and current group with one more word, or None where the number has ended."""
    word = words[at]
    if word in TENS:
        return (total, current + TENS[word]) if current % 100 == 0 else None
    if word in ONES:
        fits = current % 100 == 0 if ONES[word] >= 10 else current % 10 == 0 and current % 100 != 10
        return (total, current + ONES[word]) if fits else None
    if word in ("hundred", "dozen"):
        return (total, max(current, 1) * SCALES[word]) if current < 100 else None
    if word in SCALES:
        return total + max(current, 1) * SCALES[word], 0
    joins = word == "and" and (total or current >= 100) and at + 1 < len(words)
    return (total, current) if joins and words[at + 1] in ONES | TENS else None
