"""Hash lists: what they are, who may see them, what of them may be matched, and what changed."""
