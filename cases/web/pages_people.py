"""Pages of signing in and out, the first administrator, and one's own password."""

from typing import Annotated, Any
from urllib.parse import urlsplit

from litestar import MediaType, Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from litestar.response import Redirect, Template
from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.officers import (
    add_officer,
    nobody_yet,
    password_fits,
    set_password,
)
from cases.actions.organs import add_organ
from cases.actor import Actor, system
from cases.errors import BadInput, Fault, NotAllowed, Refusal
from cases.models import Officer, Role
from cases.office import Office
from cases.schemas import OfficerIn, OrganIn, SignInIn
from cases.typed import bad_input, read
from cases.web.addresses import own_address
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.policy import OFFICER, PUBLIC
from cases.web.problems import FormRefused
from cases.web.sign_in import COOKIE, is_foreign, session_cookie, sign_in, sign_out

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
O = NamedDependency[Office]  # noqa: E741
HERE = ("127.0.0.1", "::1", "localhost")
HANDED_ON = ("forwarded", "x-forwarded-for", "x-real-ip")  # what a proxy adds


@get("/sign-in", opt=PUBLIC.opt, include_in_schema=False)
async def show_sign_in(
    request: R,
    session: S,
    next_page: Annotated[str, QueryParameter(name="next", max_length=2000)] = "/",
    kept: Annotated[str, QueryParameter(max_length=1)] = "",
) -> Response[Any]:
    """The sign-in page; in an empty office the page of the first administrator."""
    if await nobody_yet(session):
        return Redirect("/setup")
    return page(request, "sign_in.html", typed={"next": own_address(next_page), "kept": kept})


@post("/sign-in", opt=PUBLIC.opt, include_in_schema=False)
async def do_sign_in(request: R, office: O) -> Response[Any]:
    """A new session; the name typed stays where the password was wrong."""
    form = typed(await request.form())
    if is_foreign(request):
        raise NotAllowed("登录请求来自其他网站，请在本系统的登录页面登录")
    try:
        filled = read(SignInIn, form)
        token, _ = await sign_in(office, filled.login, filled.password)
    except Refusal as refusal:
        shown = shared(request) | {"typed": form}
        raise FormRefused(refusal, "sign_in.html", shown) from None
    answer: Response[Any] = Redirect(own_address(form.get("next", "/")), status_code=303)
    answer.set_cookie(session_cookie(token, secure=request.url.scheme == "https"))
    return answer


@post("/sign-out", opt=OFFICER.opt, include_in_schema=False)
async def do_sign_out(request: R, office: O) -> Response[Any]:
    """The end of a session."""
    await sign_out(office, request.cookies.get(COOKIE, ""))
    answer: Response[Any] = Redirect("/sign-in", status_code=303)
    answer.delete_cookie(COOKIE)
    return answer


def check_place(request: R) -> None:
    """Only at the server itself may the first administrator be made in a browser."""
    client = request.client.host if request.client else "localhost"
    addressed = urlsplit(f"//{request.headers.get('host', '')}").hostname
    handed_on = any(header in request.headers for header in HANDED_ON)
    if client not in HERE or addressed not in HERE or handed_on:  # another name: DNS rebinding
        raise NotAllowed(
            "首个管理员应在服务器本机的浏览器上创建，"
            "或者使用命令 disclosure organ add 和 disclosure officer add"
        )


@get("/setup", opt=PUBLIC.opt, include_in_schema=False)
async def show_setup(request: R, session: S) -> Response[Any]:
    """The first page of an empty office."""
    if not await nobody_yet(session):
        return Redirect("/sign-in")
    check_place(request)
    return page(request, "setup.html", typed={})


@post("/setup", opt=PUBLIC.opt, include_in_schema=False)
async def do_setup(request: R, session: S) -> Response[Any]:
    """The first organ and its administrator, who in a small office holds every role."""
    if not await nobody_yet(session):
        raise NotAllowed("系统已有人员，请由管理员新增人员")
    check_place(request)
    if is_foreign(request):
        raise NotAllowed("请求来自其他网站")
    form = typed(await request.form())
    try:
        check_again(form)
        organ = read(OrganIn, {"code": form.get("code", ""), "name": form.get("organ", "")})
        officer = first_officer(form, organ.code)
        actor = system("首次设置")
        await add_organ(session, actor, **dict(organ))
        await add_officer(session, actor, **dict(officer))
    except Refusal as refusal:
        raise FormRefused(refusal, "setup.html", shared(request) | {"typed": form}) from None
    return Redirect("/sign-in", status_code=303)


def first_officer(form: dict[str, str], organ: str) -> OfficerIn:
    """The first administrator; BadInput beside the fields."""
    every = tuple(role for role in Role if role is not Role.SUPERVISOR)
    try:
        return OfficerIn(
            login=form.get("login", ""),
            name=form.get("name", ""),
            organ=organ,
            roles=every if "every_role" in form else (Role.ADMINISTRATOR,),
            password=form.get("password", ""),
        )
    except ValidationError as wrong:
        raise bad_input(wrong) from None


def check_again(form: dict[str, str]) -> None:
    """BadInput unless the password was typed the same twice."""
    if form.get("password") != form.get("password_again"):
        raise BadInput.of([Fault("password_again", "两次输入的密码不一致")])


@get("/password", opt=OFFICER.opt, include_in_schema=False)
async def show_password(request: R) -> Template:
    """The page on which an officer changes the own password."""
    return page(request, "password.html")


@post("/password", opt=OFFICER.opt, include_in_schema=False)
async def change_password(request: R, session: S, actor: A) -> Response[Any]:
    """A new password; every session of the officer ends, this one too."""
    form = typed(await request.form())
    officer = await session.scalar(select(Officer).where(Officer.id == actor.officer_id))
    assert officer is not None
    try:
        fits, _ = await password_fits(form.get("old", ""), officer.password_hash)
        if not fits:
            raise BadInput.of([Fault("old", "原密码不正确")])
        check_again(form)
        await set_password(session, officer.id, form.get("password", ""))
    except Refusal as refusal:
        raise FormRefused(refusal, "password.html", shared(request)) from None
    return Redirect("/sign-in", status_code=303)


@get("/health", opt=PUBLIC.opt, media_type=MediaType.TEXT, include_in_schema=False)
async def health(session: S) -> str:
    """Whether the application and its database answer."""
    await session.execute(select(1))
    return "ok"


router = Router(
    "/",
    route_handlers=[
        show_sign_in, do_sign_in, do_sign_out, show_setup, do_setup, show_password,
        change_password, health,
    ],
)  # fmt: skip
