"""Russian documents: what English tells by order and small words is told here by forms.

The way of a text through the modules::

    documents    the walk over blocks and sentences
      sentences, morphology      a sentence as words, and their forms as pymorphy3 knows them
      names                      parties, in every case
      cues                       the forms and phrases by which something is undertaken
      subjects                   who undertakes it
      clauses                    where each act begins and ends
      judging                    undertaking or not, how firm, can it be checked
      lists                      items under a lead-in, and numbered decrees
      amounts, periods           figures, and time phrases
    context      whose "we" it is, which parties the document names
    records      acts → the same records as those of English texts
"""
