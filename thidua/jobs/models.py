"""Long work: what is to be done, how far it is, who holds it."""
