"""Sentences that cross rooms, one file each."""
