"""``summitry serve``: the register in a browser."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from summitry.interfaces.cli.exits import clean_ends
from summitry.interfaces.cli.register.asking import ChangeRequest, address, as_json, who
from summitry.interfaces.cli.request import takes

if TYPE_CHECKING:
    from summitry.interfaces.web.serving import Serving


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeRequest(ChangeRequest):
    """What was typed after ``summitry serve``."""

    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Where to listen; other than this machine's own addresses need --public.",
        ),
    ] = "127.0.0.1"
    port: Annotated[int, typer.Option(metavar="NUMBER", help="The port to listen at.")] = 8000
    public: Annotated[
        bool, typer.Option("--public", help="Let others in; everybody needs an account.")
    ] = False
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name",
            metavar="HOST",
            show_default=False,
            help="A name it is reached by, such as register.example.org; may be repeated.",
        ),
    ] = None
    certificate: Annotated[
        str | None, typer.Option(metavar="FILE", help="Serve HTTPS with this certificate.")
    ] = None
    key: Annotated[str | None, typer.Option(metavar="FILE", help="The key of the certificate.")] = (
        None
    )
    https: Annotated[
        bool, typer.Option("--https", help="A proxy before it speaks HTTPS to the visitors.")
    ] = False
    max_size: Annotated[
        str, typer.Option(metavar="SIZE", help="The most that is taken in one upload.")
    ] = "100MB"


@takes(ServeRequest)
def serve(request: ServeRequest) -> None:
    """Open the register in a browser: read, review, search, upload; stop with Ctrl-C."""
    with clean_ends():
        from summitry.interfaces.cli.sizes import bytes_of
        from summitry.interfaces.web import serving

        program = as_json(request)
        asked = serving.Serving(
            register=address(request),
            who=who(request),
            host=request.host,
            port=request.port,
            public=request.public,
            names=tuple(request.name or ()),
            certificate=request.certificate,
            key=request.key,
            https=request.https,
            most_upload=bytes_of(request.max_size),
        )
        settings = serving.settings_of(asked)
        serving.check_installed()
        register, made = serving.opened(asked)
        _tell(
            asked, str(register.address), serving.first_invitation(register, asked), made, program
        )
        serving.serve(register, settings, asked)


def _tell(asked: Serving, register: str, invitation: str | None, made: bool, program: bool) -> None:
    from summitry.interfaces.cli.register.answering import answer_json, line
    from summitry.interfaces.web.serving import address_of

    if program:
        answer_json({"address": address_of(asked), "register": register, "invitation": invitation})
    else:
        if made:
            line(f"{register} is new and empty; the first page offers the example.")
        if invitation:
            line("Nobody has an account yet. The first administrator joins here, within a week:")
            line(invitation, indented=True)
        line(f"Open {address_of(asked)} in a browser. Ctrl-C stops it.")
    sys.stdout.flush()
