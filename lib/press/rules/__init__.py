"""The press room's sentences as pure functions: contacts, releases, radio, questions, messages to citizens."""
