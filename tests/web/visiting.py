"""A visitor without scripts, and what several tests do with one."""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.testclient import TestClient

from summitry.model.people import Role
from summitry.workflow import people
from summitry.workflow.register import Register

TOKEN = re.compile(r'name="csrf" (?:content|value)="([^"]+)"')
PASSWORD = "a long walk by the river"


class Site:
    """A visitor's browser without scripts: follows forms with their tokens."""

    def __init__(self, client: TestClient, register: Register) -> None:
        self.client = client
        self.register = register

    def get(self, path: str, **options: object) -> object:
        return self.client.get(path, **options)  # type: ignore[arg-type]

    def token(self, path: str = "/help") -> str:
        found = TOKEN.search(self.client.get(path).text)
        assert found is not None
        return found[1]

    def post(self, path: str, data: dict[str, object], **options: object) -> object:
        told = {"csrf": self.token(str(options.pop("of", "/help"))), **data}
        return self.client.post(path, data=told, follow_redirects=False, **options)  # type: ignore[arg-type]

    def write(self, method: str, path: str, body: object, **headers: str) -> object:
        told = {"X-CSRF-Token": self.token(), **headers}
        return self.client.request(method, path, json=body, headers=told)


Enter = Callable[..., Site]


def account(site: Site, name: str, role: Role) -> None:
    """Make an account, past the pages."""
    token = people.invite(site.register, role, "Tester")
    people.join(site.register, token, name, PASSWORD)


def log_in(site: Site, name: str, password: str = PASSWORD) -> object:
    """Log in as people do."""
    return site.post("/login", {"name": name, "password": password, "next": "/"}, of="/login")
