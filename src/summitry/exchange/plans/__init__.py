"""Plans as files: a workbook to fill in, a calendar, a document, a brief, reminders, pictures."""
