"""Room of bank statements: what came to the account and which invoice it paid."""
