"""What a paper is: ids, sources, organisations, records. Standard library only."""
