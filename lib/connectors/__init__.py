"""Doors to foreign services, one module each. A connector knows the service's wire format and no room of the office."""
