"""What `actionday bench` measures: one file a bench, each with `rows(args)`."""
