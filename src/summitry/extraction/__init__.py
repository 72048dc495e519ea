"""From a Document to its commitments and other statements; pure functions.

The way of a text through the modules::

    extraction   the entry: Document → Reading
    scan         one automaton pass: cue words and names of parties
    context      whose "we" it is, which states the document is about
    engine       the walk over blocks and sentences
      sentences, words               a sentence as tagged words
      cues → complements             a construction and what it governs
      subjects → attribution         who undertakes it
      clauses (verbs, connectors, endings)   where each act begins and ends
      judging (history, forecasts)   undertaking or not, how firm, can it be checked
      lead_ins → governed, minutes   lists and action lists
    assembly     acts → records: amounts, periods, recipients, themes,
                 circumstances (conditions, reporter), repetition
    statements   what the other sentences do
"""

from summitry.extraction.extraction import ENGINE, extract

__all__ = ["ENGINE", "extract"]
