"""Reads an account's statuses with Mastodon.py, and each once more by its id. Prints them as JSON, newest first.

Its arguments are the address of the server and the id of the account.
"""

import json
import sys

from mastodon import Mastodon


def told(status):
    return {
        "id": str(status.id),
        "url": status.url,
        "content": status.content,
        "created_at": status.created_at.isoformat(),
        "account": str(status.account.id),
    }


def main():
    address, account = sys.argv[1:]
    server = Mastodon(api_base_url=address, version_check_mode="none", request_timeout=20)
    listed = [told(status) for status in server.account_statuses(account)]
    print(json.dumps({"listed": listed, "by_id": [told(server.status(status["id"])) for status in listed]}))


main()
