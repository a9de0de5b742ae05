"""The one error that the command line shows as a single line."""


class BadInput(Exception):
    """What a person gave cannot be used; the text says what is wrong and where (file, row, field).

    The command line prints it on standard error and ends with status 2; nothing is half-done.
    """
