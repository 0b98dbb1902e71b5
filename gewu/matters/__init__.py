"""FIX 办理: the closed loop, its clocks, links and verdicts."""
