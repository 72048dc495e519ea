"""The register in a database: a file of SQLite, or PostgreSQL by its URL."""

from summitry.storage.address import DEFAULT, Address, address_of
from summitry.storage.copying import copy_register, restore_register
from summitry.storage.opening import create_register, open_register
from summitry.storage.register import Change, Register, View

__all__ = [
    "DEFAULT",
    "Address",
    "Change",
    "Register",
    "View",
    "address_of",
    "copy_register",
    "create_register",
    "open_register",
    "restore_register",
]
