"""Times and numbers as the reader writes them, from the browser's `Accept-Language`.

The page itself is in English, so whatever stands in another language carries its `lang`.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.localedata import locale_identifiers
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

_HOME = "en"
# No browser sends more; what is longer is not worth reading.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever looks at the page, as far as their browser tells."""

    locale: Locale

    def day(self, value: date | str | None) -> Markup:
        """A day as a `<time>`; nothing for None."""
        if not value:
            return Markup("")
        day = date.fromisoformat(value) if isinstance(value, str) else value
        return self._time(day.isoformat(), format_date(day, "medium", locale=self.locale))

    def month(self, first: date) -> str:
        """The month of a day, short."""
        return format_skeleton("yMMM", first, locale=self.locale)

    def moment(self, value: datetime) -> Markup:
        """A moment as a `<time>`, in UTC; the script puts it into the reader's own time."""
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        text = format_datetime(moment, "medium", tzinfo=UTC, locale=self.locale)
        return self._time(moment.isoformat(timespec="seconds"), f"{text} UTC")

    def number(self, value: int) -> str:
        """A number with the separators of the locale."""
        return format_decimal(value, locale=self.locale)

    def percent(self, share: float) -> str:
        """A share as a whole percentage."""
        return format_percent(share, locale=self.locale)

    def _time(self, machine: str, text: str) -> Markup:
        lang = str(self.locale).replace("_", "-")
        if self.locale.language == _HOME:
            return Markup('<time datetime="{}">{}</time>').format(machine, text)
        return Markup('<time datetime="{}" lang="{}" dir="auto">{}</time>').format(
            machine, lang, text
        )


def reader(accept_language: str) -> Reader:
    """The reader whose browser sends this header; British English where it says nothing."""
    return Reader(_negotiated(accept_language[:_LONGEST]))


@lru_cache(maxsize=256)
def _negotiated(header: str) -> Locale:
    wanted = sorted(map(_weighed, header.split(",")), key=lambda each: -each[0])
    names = [name.replace("-", "_") for weight, name in wanted if weight > 0 and name]
    return Locale.negotiate(names, _known()) or Locale("en", "GB")


def _weighed(part: str) -> tuple[float, str]:
    name, _, rest = part.strip().partition(";")
    try:
        return float(rest.strip().removeprefix("q=") or 1), name.strip()
    except ValueError:
        return 0.0, ""


@lru_cache(maxsize=1)
def _known() -> list[str]:
    return locale_identifiers()
