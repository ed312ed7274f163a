"""What is measured, by which definition, and every value reported."""
