"""The use cases, composed of the stages; the only package that knows several of them."""

from summitry.workflow.reading import OptionFields, Progress, failure_of, read, read_many

__all__ = ["OptionFields", "Progress", "failure_of", "read", "read_many"]
