"""What was proposed is taken up, declined, or left without an answer."""

from __future__ import annotations

from typing import Any

import pytest

from summitry.model import StatementKind
from summitry.tracing import proposal_outcomes

from . import cases


@pytest.mark.parametrize("case", cases.load("proposals"), ids=lambda case: case["name"])
def test_what_became_of_a_proposal(case: dict[str, Any]) -> None:
    asked = cases.remarks(case, "proposals", StatementKind.PROPOSAL)
    refused = cases.remarks(case, "refusals", StatementKind.POSITION)
    (outcome,) = proposal_outcomes(asked, cases.promises(case), refused)
    assert f"{outcome.kind.value} {outcome.later}" == case["outcome"]
    assert outcome.reasons
    assert 0 <= outcome.score <= 1


def test_only_proposals_are_answered() -> None:
    case = cases.load("proposals")[0]
    asked = cases.remarks(case, "proposals", StatementKind.CALL)
    assert proposal_outcomes(asked, cases.promises(case)) == ()
