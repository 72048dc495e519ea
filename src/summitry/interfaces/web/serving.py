"""Serving the application: on which address, to whom, and what to say when it starts."""

from __future__ import annotations

import gc
import ipaddress
import os
import threading
from dataclasses import dataclass
from importlib.util import find_spec

from summitry.errors import ExtraMissing, RegisterMissing, UsageError
from summitry.exchange.charts import prepare
from summitry.interfaces.web.frame.settings import LOOPBACK, MOST_UPLOAD, Settings
from summitry.lexicon.parties import load_parties
from summitry.model.people import Role
from summitry.workflow import people
from summitry.workflow.register import Register, create, open_at

_LONGEST_WAIT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """What was asked of ``summitry serve``; ``names`` are the hosts it is reached by."""

    register: str
    who: str
    host: str = "127.0.0.1"
    port: int = 8000
    public: bool = False
    names: tuple[str, ...] = ()
    certificate: str | None = None
    key: str | None = None
    https: bool = False
    most_upload: int = MOST_UPLOAD


def settings_of(asked: Serving) -> Settings:
    """Return the settings; UsageError for what would let strangers in."""
    if not asked.public and not is_loopback(asked.host):
        raise UsageError(
            f"{asked.host} can be reached from other machines, and nobody would need a password",
            where="--host",
            remedy="Add --public, with which everybody needs an account, or leave --host out.",
        )
    if not 0 <= asked.port <= 65535:
        raise UsageError(f"{asked.port} is no port", where="--port")
    if (asked.certificate is None) != (asked.key is None):
        raise UsageError(
            "a certificate and its key belong together", where="--certificate", remedy="Give both."
        )
    hosts = (*LOOPBACK, asked.host, *asked.names)
    return Settings(
        register=asked.register,
        who=asked.who,
        public=asked.public,
        hosts=tuple(one.lower().strip("[]") for one in hosts),
        secure=asked.https or asked.certificate is not None,
        most_upload=asked.most_upload,
    )


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address.

    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_installed() -> None:
    """Raise ExtraMissing where a package of the application is not there."""
    for name in ("argon2", "babel", "fastapi", "python_multipart", "uvicorn"):
        if find_spec(name) is None:
            raise ExtraMissing(
                f"the web application needs a package that is not installed ({name})",
                remedy="Install it with: pip install 'summitry[web]', or in a clone of the "
                "repository: pip install '.[web]'",
            )


def opened(asked: Serving) -> tuple[Register, bool]:
    """Return the open register, and whether it was made just now."""
    try:
        return open_at(asked.register), False
    except RegisterMissing:
        create(asked.register, asked.who)
        return open_at(asked.register), True


def first_invitation(register: Register, asked: Serving) -> str | None:
    """Return the address at which the first administrator joins, None where there is one."""
    if not asked.public:
        return None
    known = people.accounts(register)
    if any(one.role is Role.ADMIN and not one.closed for one in known):
        return None
    return f"{address_of(asked)}/join/{people.invite(register, Role.ADMIN, asked.who)}"


def address_of(asked: Serving) -> str:
    """Return the address to open in a browser."""
    scheme = "https" if asked.https or asked.certificate else "http"
    host = asked.names[0] if asked.names else asked.host
    shown = f"[{host}]" if ":" in host else host
    if asked.names and asked.https and not asked.certificate:
        return f"{scheme}://{shown}"  # something else stands before it, at the usual port
    return f"{scheme}://{shown}:{asked.port}"


def serve(register: Register, settings: Settings, asked: Serving) -> None:
    """Serve until it is stopped; the register is closed in the end."""
    import uvicorn

    from summitry.interfaces.web.application import application

    app = application(register, settings)
    load_parties()
    # The first chart takes a second or two, which whoever opens the first page need not wait for.
    threading.Thread(target=prepare, daemon=True).start()
    # What stays for good need not be looked through again and again, while somebody waits.
    gc.collect()
    gc.freeze()
    uvicorn.run(
        app,
        host=asked.host,
        port=asked.port,
        ssl_certfile=asked.certificate,
        ssl_keyfile=asked.key,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        # Whose address counts is only known where something trusted stands before it.
        proxy_headers=asked.https and not asked.certificate,
        forwarded_allow_ips=os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1"),
        timeout_graceful_shutdown=_LONGEST_WAIT,
        h11_max_incomplete_event_size=65536,
    )
