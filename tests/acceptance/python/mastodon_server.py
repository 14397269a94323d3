"""A server with Mastodon's API that is not ours: mastodon_mock, which keeps its posts in memory.

Prints its port as a line of JSON, and takes orders, one a line: `lose after` loses the answer to the next post,
`lose before` loses the post itself. It ends when its standard input does.
"""

import json
import socket
import sys
import threading

import uvicorn
from mastodon_mock.app import create_app
from mastodon_mock.config import MastodonMockConfig

USERNAME = "dana"


class Losing:
    """Loses answers to posts: the app gets an error in their place."""

    def __init__(self, app):
        self.app = app
        self.next = None

    async def __call__(self, scope, receive, send):
        is_post = scope["type"] == "http" and scope["method"] == "POST" and scope["path"] == "/api/v1/statuses"
        loss = self.next if is_post else None
        if loss is None:
            return await self.app(scope, receive, send)
        self.next = None
        if loss == "after":

            async def nowhere(message):
                pass

            await self.app(scope, receive, nowhere)
        await send({"type": "http.response.start", "status": 502, "headers": [(b"content-type", b"text/html")]})
        await send({"type": "http.response.body", "body": b"<title>Bad gateway</title>"})


def main():
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    port = listener.getsockname()[1]
    config = MastodonMockConfig.model_validate(
        {
            "base_url": f"http://127.0.0.1:{port}",
            "auth": {"enforce_scopes": False},
            "seed": {"accounts": [{"username": USERNAME, "display_name": "Dana"}]},
        }
    )
    losing = Losing(create_app(config))
    # The time of the tests passes faster than the server's.
    server = uvicorn.Server(uvicorn.Config(losing, log_level="error", date_header=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    print(json.dumps({"port": port}), flush=True)
    for line in sys.stdin:
        order, _, which = line.strip().partition(" ")
        if order == "lose":
            losing.next = which
        print(json.dumps({"done": order}), flush=True)


main()
