"""Ideas that sections share: questions, conditions, limits and their sources, persons."""
