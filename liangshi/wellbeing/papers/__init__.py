"""Papers that leave a case: the chronology, a notice to the family."""
