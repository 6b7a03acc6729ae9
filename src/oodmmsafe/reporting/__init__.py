"""From finished runs to what people read: tables, plots and the HTML report."""
