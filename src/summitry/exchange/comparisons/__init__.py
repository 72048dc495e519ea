"""Comparisons written out: rows, JSON, a workbook, and a report with every number's quotes.

``rows`` makes one row of each number, ``plain`` writes them as CSV or JSON, ``workbook`` as xlsx,
``report`` as one HTML page with ``pictures``.
"""
