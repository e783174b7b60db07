"""Everything that changes coverage: the plan, answers and deliveries, absences, television."""
