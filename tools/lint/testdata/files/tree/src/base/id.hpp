// Identifies things.
