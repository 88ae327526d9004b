"""Numbers from counts and moments: arrays in, frozen results out. No tables, no files, no words for people."""
