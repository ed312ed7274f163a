"""The edge for machines: REST with an OpenAPI description."""
