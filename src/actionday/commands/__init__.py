"""The command line: one file a command.

A command's file has `SUMMARY` (one line), `configure(parser)` and `run(args)`, which returns the
exit status. It is imported only when it is called, so that `fingerprint` does not load Django.
"""
