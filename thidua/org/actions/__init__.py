"""What a person does with units, people, roles, accounts and clusters: one function for each verb."""
