"""Charts of plain tables with Altair; each can be styled further."""
