"""Named reads of decisions, certificates, funds and stories."""
