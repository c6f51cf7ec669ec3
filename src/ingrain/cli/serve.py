"""The report served on this machine alone, with headers as strict as the page itself."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from ingrain.cli.opening import UnableToOpen
from ingrain.cli.report.html import policy_of
from ingrain.telling.words import _

HERE = "127.0.0.1"
TRIES = 20
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Beside the page's own policy, which is sent as a header as well, and lets nobody put the page in a frame."""


class Server(ThreadingHTTPServer):
    """One file at /, and nothing else."""

    daemon_threads = True

    def __init__(self, report: Path, port: int) -> None:
        self.report = report
        super().__init__((HERE, port), _Answer)

    @property
    def address(self) -> str:
        return f"http://{HERE}:{self.server_port}/"


class _Answer(BaseHTTPRequestHandler):
    server: Server
    server_version = "Ingrain"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        if not self._asked_by_its_name():
            self._send(421, b"This report is at %s.\n" % self.server.address.encode(), "text/plain", with_body)
        elif self.path.partition("?")[0] not in ("/", "/report.html"):
            self._send(404, b"There is only the report, at /.\n", "text/plain", with_body)
        else:
            try:
                self._send(200, self.server.report.read_bytes(), "text/html; charset=utf-8", with_body)
            except OSError:
                self._send(404, b"The report is gone: make it again.\n", "text/plain", with_body)

    def _asked_by_its_name(self) -> bool:
        """A page elsewhere can point a name of its own at this machine; it gets nothing."""
        return (self.headers.get("Host") or "").rpartition(":")[0] in (HERE, "localhost")

    def _send(self, status: int, body: bytes, kind: str, with_body: bool) -> None:
        self.send_response(status)
        policy = f"{policy_of(body.decode('utf-8', 'replace'))}; frame-ancestors 'none'"
        own = {"Content-Security-Policy": policy, "Content-Type": kind, "Content-Length": str(len(body))}
        for name, value in {**HEADERS, **own}.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server names it
        """The terminal is for the scorecard."""


def server_at(report: Path, port: int, *, exactly: bool = False) -> Server:
    """A server at a port, or at the next free one. exactly: that port and no other. Raises UnableToOpen."""
    for tried in range(port, port + (1 if exactly else TRIES)):
        try:
            return Server(report, tried)
        except OSError:
            continue
        except OverflowError:
            break
    if exactly:
        raise UnableToOpen(_("Port %d is taken or not allowed: name another with --port.") % port)
    raise UnableToOpen(_("No port from %d to %d is free: name one with --port.") % (port, port + TRIES - 1))


def serve(server: Server, tell: Callable[[str], None]) -> None:
    """Until the keyboard stops it."""
    tell(server.address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
