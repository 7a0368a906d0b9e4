"""What stops the `kermesse` command, told in a sentence to the person who typed it."""


class StackError(Exception):
    """The command cannot go on. `code` is the exit code: 1 something failed, 2 a wrong setting."""

    code = 1


class WrongSetting(StackError):
    """A setting, a port or a folder is not usable as it is."""

    code = 2
