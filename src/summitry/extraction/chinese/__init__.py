"""Chinese: no blanks between words, no endings; clauses that lend each other subject and force."""
