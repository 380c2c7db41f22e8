"""Who may open which route (访问控制): a route without a policy opens to nobody."""

from dataclasses import dataclass, replace
from ipaddress import ip_address
from typing import Any, Final

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from cases.actions.auditing import SUPERVISORS
from cases.actions.calendar import ARTICLE, DECIDERS
from cases.actions.chain_setting import SETTERS
from cases.actions.consolidating import ARTICLE as CONSOLIDATING
from cases.actions.consolidating import CONSOLIDATORS
from cases.actions.freezing import ARTICLE as REPORTING
from cases.actions.freezing import FREEZERS
from cases.actions.publishing import ARTICLE as PUBLISHING
from cases.actions.publishing import PUBLISHERS
from cases.actions.reporting import WRITERS
from cases.actions.template_keeping import APPROVERS, WITHDRAWERS
from cases.actions.topics import ARTICLE as TOPICS
from cases.actions.topics import CORRECTORS as TOPIC_CORRECTORS
from cases.actions.topics import KEEPERS as TOPIC_KEEPERS
from cases.actor import Actor
from cases.errors import BadInput, NotAllowed, NotSignedIn
from cases.law.articles import Article
from cases.law.audit_points import SUPERVISED
from cases.law.report import CONTENTS
from cases.models import ROLE_LABELS, Role
from cases.states import MOVE, Verb
from cases.web.kept_forms import kept_of_ended, note_form
from cases.web.sign_in import actor_of

KEY: Final = "policy"


@dataclass(frozen=True)
class Policy:
    """To whom a route is open: everybody, every officer, or officers with one of the roles.

    `greets`: open to everybody, and an officer who is signed in sees it as one.
    """

    public: bool = False
    greets: bool = False
    roles: tuple[Role, ...] = ()
    article: Article | None = None

    @property
    def opt(self) -> dict[str, Any]:
        """As a route handler carries it."""
        return {KEY: self}


def whoever_may(verb: Verb) -> Policy:
    """Open to the roles that the table of moves gives a verb, with its article."""
    return Policy(roles=MOVE[verb].who, article=MOVE[verb].article)


PUBLIC: Final = Policy(public=True)
STATUTES: Final = Policy(public=True, greets=True)  # the law is everybody's to read
OFFICER: Final = Policy()
ADMINISTRATOR: Final = Policy(roles=(Role.ADMINISTRATOR,))
HEADS: Final = Policy(roles=(Role.HEAD, Role.LEADER))  # who sees the load of an office
SIGNERS: Final = Policy(roles=tuple(dict.fromkeys(MOVE[Verb.APPROVE].who + MOVE[Verb.SIGN].who)))
SUPERVISOR: Final = Policy(roles=SUPERVISORS, article=SUPERVISED)
IMPORTER: Final = whoever_may(Verb.BRING_IN)
REGISTRAR: Final = whoever_may(Verb.REGISTER)
PUBLISHER: Final = Policy(roles=PUBLISHERS, article=PUBLISHING)
CONSOLIDATOR: Final = Policy(roles=CONSOLIDATORS, article=CONSOLIDATING)
TOPIC_CORRECTOR: Final = Policy(roles=TOPIC_CORRECTORS, article=TOPICS)
TOPIC_KEEPER: Final = Policy(roles=TOPIC_KEEPERS, article=TOPICS)
FREEZER: Final = Policy(roles=FREEZERS, article=REPORTING)
REPORTER: Final = Policy(roles=WRITERS, article=CONTENTS)
CALENDAR_DECIDER: Final = Policy(roles=DECIDERS, article=ARTICLE)
CHAIN_SETTER: Final = Policy(roles=SETTERS)
TEMPLATE_APPROVER: Final = Policy(roles=APPROVERS)
TEMPLATE_WITHDRAWER: Final = Policy(roles=WITHDRAWERS)
CORRECTOR: Final = whoever_may(Verb.CORRECT_REGISTRATION)


async def admit(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Let a request in by the policy of its route, or refuse it; the officer goes on with it."""
    policy = handler.opt.get(KEY)
    if not isinstance(policy, Policy):
        raise NotAllowed("此地址没有开放")
    if policy.public:
        if policy.greets and (actor := await actor_of(connection)) is not None:
            connection.scope["user"] = actor
        return
    actor = await actor_of(connection)
    if actor is None:
        raise NotSignedIn("请先登录，登录后会回到刚才的页面", kept=await kept_of_ended(connection))
    if policy.roles and not actor.has_anywhere(policy.roles):
        who = "、".join(ROLE_LABELS[role] for role in policy.roles)
        raise NotAllowed(f"此项工作应由{who}岗位人员办理", article=policy.article)
    await note_form(connection)
    connection.scope["user"] = replace(
        actor, seen=await seen_by(connection), where=where_of(connection)
    )


def where_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """By page or by program, and from which address: that of the connection, no header's.

    Without an address where the connection has none, as on a socket of the same machine.
    """
    door = "接口" if connection.url.path.startswith("/api/") else "网页"
    try:
        return f"{door} {ip_address(connection.client.host if connection.client else '')}"
    except ValueError:
        return door


SEEN: Final = "seen"  # the field of a form, and what If-Match holds: how many records a case had


async def seen_by(connection: ASGIConnection[Any, Any, Any, Any]) -> int | None:
    """How many records the case had when the officer looked, where the request says so."""
    said = connection.headers.get("if-match")
    if said is None and connection.scope.get("method") == "POST":
        kind = connection.headers.get("content-type", "")
        if kind.startswith("application/x-www-form-urlencoded"):
            assert isinstance(connection, Request)
            said = str((await connection.form()).get(SEEN, "")) or None
    if said is None:
        return None
    number = said.strip().strip('"')
    if not number.isascii() or not number.isdigit() or len(number) > LONGEST_NUMBER:
        raise BadInput(f"所见的记录数“{said[:20]}”应为一个整数，即打开案件时的办理记录条数")
    return int(number)


LONGEST_NUMBER: Final = 9


def actor_in(connection: ASGIConnection[Any, Any, Any, Any]) -> Actor | None:
    """The officer of a request, where one was let in."""
    user = connection.scope.get("user")
    return user if isinstance(user, Actor) else None
