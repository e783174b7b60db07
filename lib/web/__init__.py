"""The ASGI side: the gate, signing in, feeds, health."""
