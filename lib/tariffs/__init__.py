"""Room of price lists: what an ad costs and why, as data of the council's decisions."""
