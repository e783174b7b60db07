"""Questions about coverage: the plan, people, television."""
