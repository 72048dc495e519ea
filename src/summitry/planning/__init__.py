"""From commitments to an action plan: proposals, running it, where it stands, its versions.

Pure: plans go in and plans come out; what a change would break is told as faults, all at once.
"""

from summitry.planning.checking import check_plan, cycles
from summitry.planning.completion import calculated_completion, percent_done
from summitry.planning.editing import (
    add_milestone,
    edit_action,
    put_body,
    put_publisher,
    put_round,
)
from summitry.planning.marking import members_marks
from summitry.planning.overview import due_steps, stand
from summitry.planning.proposals import ProposalOptions, propose
from summitry.planning.rubrics import Rubric, RubricFault, check_rubric, load_rubrics, read_rubrics
from summitry.planning.running import (
    drop_milestone,
    finish_milestone,
    hand_over,
    move_milestone,
    reopen_milestone,
    report_progress,
    reschedule,
    score_member,
    set_state,
)
from summitry.planning.versions import (
    ActionDifference,
    FieldDifference,
    PlanDifference,
    canonical,
    differences,
    plan_digest,
    plan_of,
)

__all__ = [
    "ActionDifference",
    "FieldDifference",
    "PlanDifference",
    "ProposalOptions",
    "Rubric",
    "RubricFault",
    "add_milestone",
    "calculated_completion",
    "canonical",
    "check_plan",
    "check_rubric",
    "cycles",
    "differences",
    "drop_milestone",
    "due_steps",
    "edit_action",
    "finish_milestone",
    "hand_over",
    "load_rubrics",
    "members_marks",
    "move_milestone",
    "percent_done",
    "plan_digest",
    "plan_of",
    "propose",
    "put_body",
    "put_publisher",
    "put_round",
    "read_rubrics",
    "reopen_milestone",
    "report_progress",
    "reschedule",
    "score_member",
    "set_state",
    "stand",
]
