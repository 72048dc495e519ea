"""From a Document to its commitments and other statements; pure functions."""
