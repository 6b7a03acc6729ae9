"""Training on fixed answers, through TRL: the static baselines SFT and DPO, and the cold start of a teacher."""
