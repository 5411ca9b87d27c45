"""Formats of others that are written and read: Popolo, RDF, Data Package with CSV, statements of Wikidata."""
