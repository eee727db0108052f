"""How a word of a name sounds, whatever the spelling: *Lawrow* is *Lavrov*.

A phonetic code in the sense of Christen (2012), Data Matching, 4.3, with the habits of
transliteration in news copy as its rules: letters that they spell alike become one.
"""

import re
from functools import lru_cache

_FOLDS = {
    "shch": "S", "sch": "S", "sh": "S", "tsch": "C", "tch": "C", "tsh": "C", "ch": "C", "cz": "C",
    "kh": "k", "gh": "g", "ph": "f", "th": "t", "dh": "d", "zh": "Z", "ck": "k", "qu": "k",
    "tz": "z", "ts": "z", "x": "ks", "w": "v", "q": "k", "c": "k", "mac": "mk", "mc": "mk",
}  # fmt: skip
_FOLD = re.compile(
    r"^ma?c(?=[b-df-gj-np-tv-z])|shch|tsch|sch|tch|tsh|sh|ch|cz|kh|gh|ph|th|dh|zh|ck|qu|tz|ts"
    r"|(?P<soft>c)(?=[eiy])|[xwqc]"
)
_TIDY = re.compile(
    r"(?P<twice>(?P<one>.)(?P=one)+)|(?<![aeiouy])h(?![aeiouy])|(?<=.)h(?![aeiouy])"
    r"|(?<=[b-df-hj-np-tv-zSCZ])[hj](?=[aeiouy])|(?P<end>v$)"
)
_RUN = re.compile(r"[aeiouy](?:[aeiouy]|j(?![aeiouy]))*|(?<=.)j$")
_ALONE = {"a": "a", "e": "e", "i": "i", "j": "i", "o": "o", "u": "o", "y": "i"}
_VOWELS = re.compile(r"[aeiou]")
_LOOSE = str.maketrans({"g": "k", "C": "k", "S": "s", "Z": "s", "z": "s", "v": "f"})


@lru_cache(1 << 16)
def sound(text: str) -> str:
    """How a folded word is said, near enough: *zelenski* for *zelenskyy*, *lavrof* for *lawrow*."""
    word = _FOLD.sub(lambda found: "s" if found["soft"] else _FOLDS[found[0]], text)
    word = _TIDY.sub(_tidied, word)
    return _RUN.sub(_vowel, word)


def frame(said: str) -> str:
    """The consonants of a sound, those that transliterations confuse made one."""
    rest = bare(said)
    start = "a" if said[:1] in tuple("aeiouj") else ""
    rest = rest.removeprefix("j") if start else rest
    return start + rest if len(rest) > 1 else said.translate(_LOOSE)


def bare(said: str) -> str:
    """The consonants alone."""
    return _VOWELS.sub("", said.translate(_LOOSE))


def _tidied(found: re.Match[str]) -> str:
    if found["twice"]:
        return {"e": "i", "o": "u"}.get(found["one"], found["one"])
    return "f" if found["end"] else "i" if found[0] == "j" else ""


def _vowel(found: re.Match[str]) -> str:
    """One class a run of vowels: *ei*, *ey* and *ai* are e; *ou*, *oo*, *ue* are o."""
    run = found[0]
    if len(run) == 1:
        return _ALONE[run]
    run = run.replace("y", "i").replace("j", "i").replace("u", "o")
    glide = "i" if run[0] == "i" and run.strip("i") else ""
    body = run.lstrip("i") or "i"
    if "a" in body:
        return glide + ("e" if body.endswith("i") else "a")
    return glide + ("o" if "o" in body else "e" if "e" in body else "i")
