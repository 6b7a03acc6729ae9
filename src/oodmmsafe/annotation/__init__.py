"""People as judges: a local page on which they score answers, and the store of what they said."""
