"""Fakes that are shipped on purpose, for tests of what is built on summitry."""
