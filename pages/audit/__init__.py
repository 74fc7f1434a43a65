"""The audit log: who signed in, brought in, corrected, withdrew, took out what; apart from all else."""
