"""Pure engines and vocabulary: frozen values in, frozen values out. No Django, clock, files or randomness."""
