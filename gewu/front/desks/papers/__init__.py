"""文书: the register, one paper, issuing and voiding it."""
