"""Charts of tables with Altair: plain rows and columns in, a chart out that can be styled further."""
