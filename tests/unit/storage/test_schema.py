"""The steps of Alembic lead to the tables that the code works with."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from summitry.storage.migrating import HEAD
from summitry.storage.schema import METADATA
from summitry.storage.schema_people import PEOPLE
from summitry.workflow.register import Register

OWN_OF_SQLITE = ("entry_search",)


def test_the_steps_make_the_tables_of_the_schema(register: Register) -> None:
    with register.looking() as view:
        context = MigrationContext.configure(view.connection)
        assert context.get_current_revision() == HEAD
        found = [
            one
            for one in compare_metadata(context, [METADATA, PEOPLE])
            if not (one[0].startswith("remove") and "entry_search" in str(one[1].name))
        ]
    assert found == []
