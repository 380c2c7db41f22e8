"""How long to wait before starting again what died."""

from dataclasses import dataclass
from typing import Final

FIRST_WAIT_SECONDS: Final = 0.2
LONGEST_WAIT_SECONDS: Final = 5.0
LIVED_WELL_SECONDS: Final = 30.0
DIED_AT_ONCE_SECONDS: Final = 5.0
DEATHS_TO_GIVE_UP_ON: Final = 5


@dataclass
class Backoff:
    """Waits that grow while something keeps dying and are short again after it lived well."""

    wait: float = FIRST_WAIT_SECONDS
    deaths_at_once: int = 0

    def died_after(self, seconds: float) -> float:
        """Note a death after so many seconds of life; the seconds to wait before the next try."""
        if seconds >= LIVED_WELL_SECONDS:
            self.wait = FIRST_WAIT_SECONDS
        at_once = seconds < DIED_AT_ONCE_SECONDS
        self.deaths_at_once = self.deaths_at_once + 1 if at_once else 0
        wait = self.wait
        self.wait = min(wait * 2, LONGEST_WAIT_SECONDS)
        return wait

    @property
    def first_hopeless(self) -> bool:
        """Whether this death is the one after which it is said that it cannot stay up."""
        return self.deaths_at_once == DEATHS_TO_GIVE_UP_ON

    @property
    def hopeless(self) -> bool:
        """Whether it keeps dying at once, so that single deaths are no news any more."""
        return self.deaths_at_once >= DEATHS_TO_GIVE_UP_ON
