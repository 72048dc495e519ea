"""The examples in the docstrings of statistics, monitoring and their nouns are right."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import summitry.model
import summitry.monitoring
import summitry.statistics

MODULES = sorted(
    module.name
    for package in (summitry.model, summitry.monitoring, summitry.statistics)
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
