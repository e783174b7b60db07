"""Room of the leadership's diary: where the office-holders are, and the invitations that came to them."""
