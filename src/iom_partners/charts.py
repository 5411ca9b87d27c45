"""Pictures of tables, as Altair charts: plain rows and columns in, a chart out that can be styled further."""
