"""Pictures of the product, for the guide."""
