"""Words that say whether two wordings agree: what `terms` and its neighbours look up."""

# Dropped before content is compared. A direct and an indirect telling differ in exactly these:
# person (we/they), tense (will/would), place and day (here/there, today/that day).
STOP_WORDS = frozenset(
    """
    a an the this that these those such same own other another each any some
    i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her
    hers herself it its itself they them their theirs themselves one ones who whom whose which what
    somebody someone something anybody anyone anything everybody everyone everything
    am is are was were be been being have has had having do does did done doing will would shall
    should can could may might must ought need going gonna get gets got let lets
    and or but if then than because so as while when where why how whether though although since
    until unless both either neither nor not no never none nobody nothing nowhere all every always
    of in on at by for with without from to into onto up down out off over under about against
    between among through during before after above below again further across along around behind
    beyond near toward towards upon within per via
    here there now today tomorrow yesterday tonight yet still already just also too only even very
    really quite rather more most much many less least few fewer well however indeed therefore thus
    ever perhaps maybe oh ah er um yes like mr mrs ms dr sir
    s t m d ll re ve
    """.split()
)

NEGATIONS = frozenset("not no never none nobody nothing nowhere neither nor without".split())

# Forms the stemmer cannot lead back: backshift makes "we know" into "they knew".
IRREGULAR = {
    form: base
    for base, forms in {
        "arise": "arose arisen", "bear": "bore borne", "beat": "beaten", "become": "became",
        "begin": "began begun", "bind": "bound", "bite": "bit bitten", "bleed": "bled",
        "blow": "blew blown", "break": "broke broken", "bring": "brought", "build": "built",
        "burn": "burnt", "buy": "bought", "catch": "caught", "child": "children",
        "choose": "chose chosen", "come": "came", "deal": "dealt", "draw": "drew drawn",
        "drink": "drank drunk", "drive": "drove driven", "eat": "ate eaten", "fall": "fell fallen",
        "feed": "fed", "feel": "felt", "fight": "fought", "find": "found", "flee": "fled",
        "fly": "flew flown", "forget": "forgot forgotten", "freeze": "froze frozen",
        "give": "gave given", "go": "went gone goes", "grow": "grew grown", "hang": "hung",
        "hear": "heard", "hide": "hid hidden", "hold": "held", "keep": "kept", "know": "knew known",
        "lay": "laid", "lead": "led", "leave": "left", "lend": "lent", "lie": "lay lain",
        "lose": "lost", "make": "made", "man": "men", "mean": "meant", "meet": "met", "pay": "paid",
        "ride": "rode ridden", "ring": "rang rung", "rise": "rose risen", "run": "ran",
        "say": "said", "see": "saw seen", "seek": "sought", "sell": "sold", "send": "sent",
        "shake": "shook shaken", "shoot": "shot", "show": "shown", "sing": "sang sung",
        "sink": "sank sunk", "sit": "sat", "sleep": "slept", "slide": "slid",
        "speak": "spoke spoken",
        "spend": "spent", "stand": "stood", "steal": "stole stolen", "stick": "stuck",
        "strike": "struck", "swear": "swore sworn", "swim": "swam swum", "take": "took taken",
        "teach": "taught", "tear": "tore torn", "tell": "told", "think": "thought",
        "throw": "threw thrown", "understand": "understood", "wake": "woke woken",
        "wear": "wore worn", "win": "won", "withdraw": "withdrew withdrawn", "woman": "women",
        "write": "wrote written",
        "center": "centre centres", "defense": "defence", "offense": "offence",
        "license": "licence", "program": "programme programmes", "theater": "theatre theatres",
        "kilometer": "kilometre kilometres",
    }.items()
    for form in forms.split()
}  # fmt: skip

ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
          "trillion": 10**12}  # fmt: skip
SHORT_SCALES = {"k": 10**3, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12}

SIGNS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee",
         "₽": "rouble"}  # fmt: skip
UNITS = {
    form: unit
    for unit, forms in {
        "percent": "percent pct pc percentage", "point": "point points", "dollar": "dollar dollars",
        "cent": "cent cents", "euro": "euro euros", "pound": "pound pounds",
        "penny": "penny pence", "yen": "yen", "yuan": "yuan", "rupee": "rupee rupees",
        "rouble": "rouble roubles ruble rubles", "rial": "rial rials", "franc": "franc francs",
        "second": "second seconds", "minute": "minute minutes min", "hour": "hour hours hr hrs",
        "day": "day days", "week": "week weeks", "month": "month months", "year": "year years",
        "metre": "metre metres meter meters", "foot": "foot feet ft", "inch": "inch inches",
        "mile": "mile miles", "kilometre": "kilometre kilometres kilometer kilometers km",
        "gram": "gram grams", "kilogram": "kilogram kilograms kilo kilos kg",
        "tonne": "tonne tonnes ton tons", "litre": "litre litres liter liters",
        "barrel": "barrel barrels", "hectare": "hectare hectares", "acre": "acre acres",
        "degree": "degree degrees", "megawatt": "megawatt megawatts mw",
    }.items()
    for form in forms.split()
}  # fmt: skip

# Each line is one question; its answers, parted by |, exclude one another.
OPPOSITES = """
increase rise grow raise climb soar higher gain | decrease fall decline drop reduce lower shrink cut
win victory | lose defeat
support back endorse favour favor | oppose
accept approve welcome | reject refuse
begin start open launch resume reopen | end stop close finish halt suspend shut
all every always everyone everybody | most mostly | few seldom rarely | none nobody never
more | less fewer
before | after
above | below
best | worst
better | worse
good | bad
true right correct | false wrong incorrect
guilty | innocent
safe | dangerous unsafe
strong | weak
early | late
buy | sell
import | export
allow permit | ban forbid prohibit
join enter | leave quit exit
love | hate
remember | forget
advance | retreat
improve | worsen
maximum most | minimum least
friend ally | enemy foe
success succeed | failure fail
war | peace
new | old
today | tomorrow | yesterday
north northern | south southern
east eastern | west western
first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth | last
monday | tuesday | wednesday | thursday | friday | saturday | sunday
january | february | april | june | july | august | september | october | november | december
spring | summer | autumn | winter
"""
