"""The language of scenarios: a strict reader, its grammar, vocabulary, checks and worked examples. No Django."""
