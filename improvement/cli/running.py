"""The command run: the web app on this machine, or for a workshop on the network."""

import argparse
import os
import socket
import sys
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

import segno

from improvement.cli.common import Arguments, Command, workspace_of
from improvement.errors import KeptError, Severity, issue
from improvement.model.programme import Role
from improvement.usecases.access import INVITATION, WORKSHOP, open_workshop
from improvement.usecases.workspace import Workspace
from improvement.view.workshop import workshop_words

TOKEN = "KEPT_TOKEN"
HERE, EVERYWHERE = "127.0.0.1", "0.0.0.0"


def _run(given: Arguments) -> int:
    workspace = workspace_of(given)
    # the app gives rights by itself: a token of this shell is not for everybody who opens it
    environment = {name: value for name, value in os.environ.items() if name not in {TOKEN, WORKSHOP, INVITATION}}
    environment["KEPT_PLANS"] = str(given.plans.resolve())
    options = ["--server.port", str(given.port)]
    if given.workshop is not None:
        environment |= _workshop(given, workspace)
        # without a name Streamlit asks the internet for the address of this network
        named = urlsplit(environment[INVITATION]).hostname or HERE
        options += ["--server.address", given.address, "--browser.serverAddress", named]
    elif given.token or given.customer_safe:
        # the app would let whoever opens it do everything
        raise KeptError(issue("not-allowed", Severity.ERROR, why="member"))
    else:
        options += ["--server.address", HERE]
    # the app takes this process over, so that stopping the command stops the app
    os.execve(sys.executable, [sys.executable, "-m", "improvement.ui.serve", *options], environment)


def _workshop(given: Arguments, workspace: Workspace) -> dict[str, str]:
    """Make and print the links; what the app must know of them."""
    plan_id = given.workshop or _only(workspace.store.plans())
    roles: tuple[Role, ...] = ("owner", "member", "viewer") if given.viewers else ("owner", "member")
    tokens = open_workshop(workspace, plan_id, roles, given.hours)
    base = given.link or f"http://{_reached_at(given.address)}:{given.port}"
    links = {role: _link(base, plan_id, token) for role, token in tokens.items()}
    _announce(given, links, base)
    return {WORKSHOP: plan_id, INVITATION: links["member"]}


def _only(plans: tuple[str, ...]) -> str:
    if len(plans) != 1:
        raise KeptError(issue("which-plan", Severity.ERROR, plans=", ".join(plans)))
    return plans[0]


def _link(base: str, plan_id: str, token: str) -> str:
    return f"{base.rstrip('/')}/room?{urlencode({'plan': plan_id, 'join': token})}"


def _announce(given: Arguments, links: Mapping[Role, str], base: str) -> None:
    for said in workshop_words(links, base, given.hours):
        print(f"\n{said.words}")
        if said.code:
            segno.make(said.link, error="m", micro=False).terminal(compact=True)
        if said.link:
            print(said.link)
    print(flush=True)


def _reached_at(address: str) -> str:
    """The name of this machine in the network: the address that it would send from; nothing is sent."""
    if address != EVERYWHERE:
        return address
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # an address of the documentation (RFC 5737): it leads to the default route
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return HERE
        return str(probe.getsockname()[0])


def _declare_run(command: argparse.ArgumentParser) -> None:
    command.add_argument("--port", type=int, default=8501)
    workshop = command.add_argument_group("a workshop", "several people, each on their own device, with links that end")
    workshop.add_argument("--workshop", nargs="?", const="", metavar="PLAN", help="let people on the network take part")
    workshop.add_argument("--hours", type=float, default=8, help="how long the links work")
    workshop.add_argument("--viewers", action="store_true", help="a second link, for those who only look")
    workshop.add_argument("--address", default=EVERYWHERE, help="the network address to listen on")
    workshop.add_argument("--link", metavar="URL", help="how people reach it: a name, or a proxy")


COMMANDS: dict[str, Command] = {"run": ("the web app on this machine", _declare_run, _run)}
