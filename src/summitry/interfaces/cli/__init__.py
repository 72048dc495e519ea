"""The command ``summitry``."""
