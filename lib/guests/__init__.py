"""Room of guests: who is invited to an event, who comes, and the papers for them."""
