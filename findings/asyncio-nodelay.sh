#!/usr/bin/env bash
# Expected: asyncio turns Nagle's algorithm off (TCP_NODELAY) on every TCP connection, as it has said since Python 3.6.
# What happens: it asks socket.proto, and only IPPROTO_TCP will do. A listener made the usual way, by socket.socket() or
# socket.create_server(), has proto 0, which means TCP just as well; accepted connections inherit the 0 and keep the
# delay. uvicorn's Config.bind_socket() makes such a listener; `uvicorn --workers 2` uses it, one process does not.
# Why it matters: an answer of two small writes (head, body) on a connection that is kept then waits for the other
# side's delayed ACK: about 44 ms instead of 0.3 ms here, on the loopback. Whoever times a copy against a test server
# on its own socket measures that wait. The client cannot help: httpx2 sets TCP_NODELAY at its end, in both its clients.
# Passing socket.IPPROTO_TCP to socket.socket() is the cure. Known for uvicorn: its issue 3149.
# Seen on Linux with Python 3.11 to 3.13, uvicorn 0.54.0, httpx2 2.16.2. Times are shown, and only the option is judged.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

if ! python3 -m venv venv ||
    ! venv/bin/pip install -qq --disable-pip-version-check uvicorn==0.54.0 httpx2==2.16.2; then
    echo "NOT RUN: the pinned packages could not be installed." >&2
    exit 2
fi

venv/bin/python - <<'PYTHON'
import asyncio
import socket
import sys
import time
from importlib.metadata import version
from statistics import median
from threading import Thread

import httpx2
import uvicorn

LOOPBACK = "127.0.0.1"


def expect(holds, sentence):
    if not holds:
        sys.exit(f"CHANGED: {sentence}")


def nodelay(sock):
    return bool(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


def bound(proto):
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, proto)
    listener.bind((LOOPBACK, 0))
    return listener


async def accepted(listener):
    """Whether a connection that asyncio accepts on this listener has TCP_NODELAY."""
    seen = asyncio.get_running_loop().create_future()

    async def answer(reader, writer):
        seen.set_result(nodelay(writer.get_extra_info("socket")))
        writer.close()

    async with await asyncio.start_server(answer, sock=listener):
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        await reader.read()
        writer.close()
        return await seen


async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


def timed(client, url):
    start = time.perf_counter()
    client.get(url)
    return (time.perf_counter() - start) * 1000


def served(sockets, config):
    """TCP_NODELAY of uvicorn's end and of httpx2's, and the median milliseconds of a request."""
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": sockets})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    listener = sockets[0] if sockets else server.servers[0].sockets[0]
    url = f"http://{LOOPBACK}:{listener.getsockname()[1]}/"
    # Not the environment's proxy: it is the connection to uvicorn that is looked at.
    with httpx2.Client(trust_env=False) as client:
        milliseconds = median([timed(client, url) for _ in range(11)])
        (connection,) = server.server_state.connections
        theirs = nodelay(connection.transport.get_extra_info("socket"))
        with client.stream("GET", url) as answer:
            ours = nodelay(answer.extensions["network_stream"].get_extra_info("socket"))
    server.should_exit = True
    thread.join()
    return theirs, ours, milliseconds


async def of_async_client():
    """Whether httpx2's AsyncClient sets it at its own end."""

    async def answer(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
        writer.close()

    listener = bound(0)
    async with await asyncio.start_server(answer, sock=listener), httpx2.AsyncClient(trust_env=False) as client:
        async with client.stream("GET", f"http://{LOOPBACK}:{listener.getsockname()[1]}/") as got:
            return nodelay(got.extensions["network_stream"].get_extra_info("socket"))


def settings():
    return uvicorn.Config(app, host=LOOPBACK, port=0, lifespan="off", log_level="error", loop="asyncio", http="h11")


print(f"Python {sys.version.split()[0]}, uvicorn {version('uvicorn')}, httpx2 {version('httpx2')}")
plain = asyncio.run(accepted(bound(0)))
created = asyncio.run(accepted(socket.create_server((LOOPBACK, 0))))
said = asyncio.run(accepted(bound(socket.IPPROTO_TCP)))
print(f"asyncio, listener of socket.socket():          TCP_NODELAY {plain}")
print(f"asyncio, listener of socket.create_server():   TCP_NODELAY {created}")
print(f"asyncio, listener with socket.IPPROTO_TCP:     TCP_NODELAY {said}")
expect(not plain and not created, "asyncio sets TCP_NODELAY for a listener of proto 0")
expect(said, "asyncio does not set TCP_NODELAY for a listener of IPPROTO_TCP")

alone, _, quick = served(None, settings())
config = settings()
handed, client, slow = served([config.bind_socket()], config)
print(f"uvicorn, host and port:                        TCP_NODELAY {alone}, {quick:.1f} ms a request")
print(f"uvicorn, its own bind_socket():                TCP_NODELAY {handed}, {slow:.1f} ms a request")
expect(alone, "uvicorn has no TCP_NODELAY when it is given host and port")
expect(not handed, "uvicorn sets TCP_NODELAY on connections to its own bind_socket()")

asynchronous = asyncio.run(of_async_client())
print(f"httpx2's end, Client and AsyncClient:          TCP_NODELAY {client}, {asynchronous}")
expect(client and asynchronous, "httpx2 no longer sets TCP_NODELAY")
PYTHON
