"""What may be decided, paid, printed and told. Pure."""
