"""The command ``summitry``: one module a command, and the parts they share."""
