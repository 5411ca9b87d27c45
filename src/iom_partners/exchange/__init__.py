"""Foreign formats that are read: Popolo, RDF, Data Package with CSV (all also written), and Wikidata statements."""
