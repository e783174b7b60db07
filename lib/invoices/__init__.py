"""Room of invoices: documents that are frozen when they are issued, and the money that came for them."""
