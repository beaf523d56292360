"""The data that is measured: made here, in bulk, the same at each run."""
