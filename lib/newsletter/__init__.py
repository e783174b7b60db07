"""The newsletter: who asked for it and confirmed it, what was sent to whom, who left."""
