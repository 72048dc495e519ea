"""The ways in: they parse, call the workflow, and show; no logic of their own."""
