"""Pages that belong to no space: help, statements, and what browsers and machines ask a site for."""
