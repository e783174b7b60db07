"""Everything that changes the press room: contacts, releases, radio, questions, what came out, messages to citizens."""
