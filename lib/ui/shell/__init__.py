"""What all pages share: the visitor's state and data, filters, a page's head, a chart with what belongs to it, evidence."""
