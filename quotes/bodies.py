"""Bodies under all their names: *Russian Foreign Ministry*, *Russia's MFA*, *Ministry of Foreign
Affairs of Russia* are one; the same office of another country is not.
"""

from quotes.lexicon import Lexicon

Key = tuple[str, str]  # the office, and the country that it is of ("" where the name does not say)
_LINKS = ("of the", "of", "in", "for the", "for")


def key(name: str, lexicon: Lexicon) -> Key | None:
    """The office that `name` is a name of, and its country; None where no list knows it."""
    words = name.replace("’", "'").removeprefix("the ").removeprefix("The ")
    whole = lexicon.offices.get(words.casefold())
    if whole is not None:
        return whole
    for country, rest in _parted(words, lexicon):
        office = lexicon.offices.get(rest.casefold())
        if office is not None:
            return (office[0], country) if office[1] in ("", country) else None
    return None


def same(one: Key, other: Key) -> bool:
    """One office: of one country, or of a country that one of the names leaves open."""
    return one[0] == other[0] and (one[1] == other[1] or "" in (one[1], other[1]))


def _parted(words: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    """Each way to part a country from the rest: *Russian* …, *Russia's* …, … *of Russia*."""
    found = []
    pieces = words.split()
    for length in (1, 2, 3):
        first, rest = " ".join(pieces[:length]), " ".join(pieces[length:])
        owner = first.removesuffix("'s").removesuffix("'")
        country = lexicon.adjectives.get(first) or lexicon.countries.get(owner)
        if country is not None and rest:
            found.append((country, rest))
        last = lexicon.countries.get(" ".join(pieces[-length:]))
        before = " ".join(pieces[:-length])
        for link in _LINKS:
            if last is not None and before.endswith(f" {link}"):
                found.append((last, before.removesuffix(f" {link}")))
    return found
