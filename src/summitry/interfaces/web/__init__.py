"""The web application: pages and a JSON API over the use cases, with no logic of their own.

``frame`` is what all pages share; a page is one module of ``pages``, listed there, and a template.
"""
