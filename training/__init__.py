"""Training of the German language model: a project of its own, not installed with Depesche."""
