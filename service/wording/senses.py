"""Words that change what is said though they are small: whether, how much, how surely, by whom."""


def _classes(table: str) -> dict[str, str]:
    """Each word of a line stands for the line's first."""
    rows = [line.split() for line in table.strip().splitlines()]
    return {word: row[0] for row in rows for word in row}


# How surely or how bindingly; reported speech shifts each into the past, within its line.
MODALS = _classes("""
    will shall
    would
    can
    could
    may
    might
    must
    should ought
    need
""")
SHIFTED = MODALS | {"would": "will", "could": "can", "might": "may"}

QUANTIFIERS = _classes("""
    all every each everyone everybody everything both entire whole entirely wholly fully
    most mostly largely majority
    many much lots numerous
    some several certain
    few little
    any anyone anybody anything
    none
    only just merely solely alone exclusively
    always constantly invariably
    never
    often frequently regularly
    sometimes occasionally
    usually normally generally typically
    rarely seldom hardly barely scarcely
    almost nearly virtually practically
    about around roughly approximately
    least
    half
    third
    quarter
    double twice
    triple thrice
    more
    less fewer
    than
    over above exceeding
    under below
    up
    down
    first
    last
    once
    again
    part partly partially
""")

HEDGES = frozenset(
    """
    perhaps maybe possibly probably likely unlikely apparently reportedly allegedly seemingly
    supposedly presumably arguably potentially conceivably likelihood chance possible probable
    think believe hope expect suspect guess feel suppose assume fear doubt imagine wish
    seem seems seemed appear appears appeared suggest suggests tend tends
    """.split()
)

# Those of them that say the contrary.
DOUBTS = frozenset("doubt unlikely fear".split())

CONDITIONS = frozenset(
    """
    if unless provided providing assuming until till except barring pending otherwise whether
    conditional subject depending depends suppose supposing
    """.split()
)

CONTRASTS = frozenset("but however although though yet while whereas nevertheless despite".split())

PERSONS = _classes("""
    i me my mine myself
    we us our ours ourselves
    you your yours yourself yourselves
    he him his himself
    she her hers herself
    it its itself
    they them their theirs themselves
""")

# Present and past of what carries a tense alone.
TENSES = _classes("""
    is are am be being
    was were been
    has have having
    had
    does do doing
    did done
""")

# What points at something near, and at something far.
POINTERS = _classes("""
    this these here now
    that those there then
""")

# What a slip of the pen leaves out or puts in without changing anything.
TRIVIAL = frozenset(
    """
    a an the that this these those which who whom there here so then well indeed too also
    very really quite rather simply just even of in on at into onto upon within and or as such
    own it its is are be been being to for s oh um er yes please now still
    """.split()
) - {"or", "to", "for", "just"}

# Where these follow one another, what comes after them is no longer governed by what is before.
JOINTS = frozenset("and but or so because since as which who where".split())
