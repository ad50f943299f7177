"""What reviews say of papers → files for other programs: text from records, and nothing else."""
