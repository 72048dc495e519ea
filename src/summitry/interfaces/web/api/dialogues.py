"""Dialogues and parties, with what each has."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter, Request

from summitry.interfaces.web.api.shapes import REFUSALS
from summitry.interfaces.web.frame.desk import desk_of
from summitry.interfaces.web.frame.visitors import Reader
from summitry.workflow import browsing
from summitry.workflow.recording import document_record, party_record

router = APIRouter(responses=REFUSALS, tags=["dialogues and parties"])


@router.get("/dialogues")
def list_dialogues(request: Request, visitor: Reader) -> dict[str, Any]:
    """List the dialogues with how many meetings and commitments each has."""
    found = browsing.dialogues(desk_of(request).register)
    return {
        "dialogues": [
            {
                "name": one.dialogue.name,
                "series": one.dialogue.series,
                "meetings": one.meetings,
                "commitments": dict(one.counts),
            }
            for one in found
        ]
    }


@router.get("/dialogues/{series}")
def get_dialogue(request: Request, series: str, visitor: Reader) -> dict[str, Any]:
    """Give a dialogue with its meetings and documents."""
    found = browsing.dialogue(desk_of(request).register, series)
    return {
        "name": found.dialogue.name,
        "series": found.dialogue.series,
        "meetings": msgspec.to_builtins(found.meetings),
        "documents": [document_record(one) for one in found.documents],
        "all": not found.cut,
    }


@router.get("/parties")
def list_parties(request: Request, visitor: Reader) -> dict[str, Any]:
    """List the parties with how many commitments each owes and is owed."""
    found = browsing.parties(desk_of(request).register)
    return {"parties": [party_record(one) for one in found]}


@router.get("/parties/{code}")
def get_party(request: Request, code: str, visitor: Reader) -> dict[str, Any]:
    """Give how many commitments a party owes and is owed."""
    return party_record(browsing.party(desk_of(request).register, code))
