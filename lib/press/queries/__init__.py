"""Questions about the press room. Permission: press.read."""
