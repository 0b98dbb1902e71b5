"""The least that Django can do: one view with two inserts, served as Gewu is. The rest of creating is ours."""
