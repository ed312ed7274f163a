"""Pages for whoever runs the installation: that the site works. Read-only; nothing that teams write is in them."""
