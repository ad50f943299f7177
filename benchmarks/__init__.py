"""What a build costs, beside the same pages written by hand and beside other extensions."""
