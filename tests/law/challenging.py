"""What the tests of challenges share: one review and one suit, of facts that fit but for those given."""

from typing import Any

from cases.law.challenge_results import ChallengeKind
from cases.law.challenges import Challenge, Procedure
from tests.law.clocking import D


def challenge(
    kind: ChallengeKind = ChallengeKind.REVIEW, notified: str = "2025-03-03", **given: Any
) -> Challenge:
    """A challenge in 普通程序; days may be given as ISO text."""
    facts: dict[str, Any] = {"body": "某某市人民政府", "procedure": Procedure.ORDINARY}
    facts |= {k: D(v) if k.endswith(("_on", "_by")) else v for k, v in given.items()}
    return Challenge(id="1", kind=kind, notified_on=D(notified), **facts)


def suit(notified: str = "2025-03-03", **given: Any) -> Challenge:
    """A suit without a review before it."""
    return challenge(ChallengeKind.DIRECT_SUIT, notified, body="某某区人民法院", **given)
