"""yaml-language-server, as an editor speaks to it: JSON over stdin and stdout (Language Server Protocol)."""

import contextlib
import itertools
import json
import os
import queue
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SETTINGS = {
    "yaml": {"validate": True, "completion": True, "schemaStore": {"enable": False}, "format": {"enable": False}},
    "http": {"proxy": "", "proxyStrictSSL": True},
}
SECONDS = 40


class LanguageServer:
    """One running server; it is given texts and tells what is wrong with them and how they could go on."""

    def __init__(self, process: "subprocess.Popen[bytes]", folder: Path) -> None:
        self._process, self._numbers = process, itertools.count(1)
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._told: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        capabilities = {"textDocument": {"publishDiagnostics": {}}, "workspace": {"configuration": True}}
        root = {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": capabilities}
        self._ask("initialize", root)
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def mistakes(self, file: Path, text: str) -> list[tuple[int, str]]:
        """Line (from 1) and message of everything that the server finds wrong with a text; ask once for a place."""
        self._open(file, text)
        while True:
            told = self._told.get(timeout=SECONDS)
            if told["uri"] == file.as_uri():
                return sorted((each["range"]["start"]["line"] + 1, each["message"]) for each in told["diagnostics"])

    def completions(self, file: Path, text: str, line: int, column: int) -> list[str]:
        """What the server offers at a place of a text (both from 1)."""
        self._open(file, text)
        place = {"line": line - 1, "character": column - 1}
        found = self._ask("textDocument/completion", {"textDocument": {"uri": file.as_uri()}, "position": place})
        self._tell("textDocument/didClose", {"textDocument": {"uri": file.as_uri()}})
        return [each["label"] for each in (found["items"] if isinstance(found, dict) else found)]

    def _open(self, file: Path, text: str) -> None:
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": next(self._numbers), "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        while True:
            answer = self._answers.get(timeout=SECONDS)
            if answer["id"] == number:
                assert "error" not in answer, answer["error"]
                return answer["result"]

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> None:
        out = self._process.stdout
        assert out
        while head := out.readline():
            length = int(head.partition(b":")[2])
            while out.readline().strip():
                pass
            self._take(json.loads(out.read(length)))

    def _take(self, message: dict[str, Any]) -> None:
        if "method" not in message:
            self._answers.put(message)
        elif message["method"] == "textDocument/publishDiagnostics":
            self._told.put(message["params"])
        elif message["method"] == "workspace/configuration":
            wanted = [SETTINGS.get(each.get("section", "")) for each in message["params"]["items"]]
            self._send({"id": message["id"], "result": wanted})
        elif "id" in message:
            self._send({"id": message["id"], "result": None})


@contextlib.contextmanager
def running(program: Path, folder: Path) -> Iterator[LanguageServer]:
    """Start the server for the files of a folder."""
    command = ["node", str(program), "--stdio"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        yield LanguageServer(process, folder)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
