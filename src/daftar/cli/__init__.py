"""The command line. Imports of the stages stand inside the commands, so that `--help` answers at once."""
