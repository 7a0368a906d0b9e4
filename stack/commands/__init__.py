"""The sub-commands of `kermesse`; each module has `add_to(commands)` and `run(arguments)`."""
