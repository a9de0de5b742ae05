"""Who takes part: units, platforms, their members, and the tokens that act for them."""
