"""What happened, kept: journal lines and their seal, outbox, idempotency keys, numbers, files, jobs."""
