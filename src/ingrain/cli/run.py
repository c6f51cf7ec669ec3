"""`ingrain run` and `ingrain sample`: the sample company, made, checked and shown."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_to(commands: "Commands") -> None:
    """Both among the commands."""
