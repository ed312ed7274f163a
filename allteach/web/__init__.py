"""The edge for people: pages, forms and components."""
