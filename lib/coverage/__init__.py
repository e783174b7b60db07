"""Room of coverage: who brings text, photographs, video, radio and television from an event, and what was delivered."""
