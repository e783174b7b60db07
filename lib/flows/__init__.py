"""What needs several rooms at once, by explicit calls in one transaction."""
