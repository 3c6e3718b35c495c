"""One function for each verb: decide, sign, follow, certify, pay, tell."""
