"""Work for later: the relay of the outbox and its jobs, run by arq."""
