"""The terminal: rich's console, but one that leaves a closed pipe to the door."""

from rich.console import Console


class Screen(Console):
    """Where a command shows its answer."""

    def on_broken_pipe(self) -> None:
        """Whoever was reading has read enough: main says what that means, not rich."""
        raise BrokenPipeError
