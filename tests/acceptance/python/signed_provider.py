"""A provider of OAuth 1.0a for tests, by oauthlib: it verifies every signature, nonce and time.

It ends when its standard input does.
"""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from oauthlib.oauth1 import RequestValidator, WebApplicationServer

APP = {"practice-native": "practice secret & more%"}
MEMBERS = {
    "danar": {"id": "1", "username": "danar", "name": "Dana Reyes"},
    "bolee": {"id": "2", "username": "bolee", "name": "Bo Lee"},
}


class Provider(RequestValidator):
    """What oauthlib asks of whoever keeps the tokens."""

    enforce_ssl = False
    realms = ["practice"]
    client_key_length = (1, 64)
    nonce_length = (20, 64)
    request_token_length = access_token_length = verifier_length = (1, 64)
    dummy_client = dummy_request_token = dummy_access_token = "dummy"

    def __init__(self):
        super().__init__()
        self.lock = threading.Lock()
        self.requested, self.granted, self.nonces = {}, {}, set()
        self.served = {}

    def check_client_key(self, client_key):
        return True

    def validate_client_key(self, client_key, request):
        return client_key in APP

    def get_client_secret(self, client_key, request):
        return APP.get(client_key, "dummy")

    def validate_timestamp_and_nonce(
        self, client_key, timestamp, nonce, request, request_token=None, access_token=None
    ):
        used = (client_key, timestamp, nonce, request_token, access_token)
        fresh = used not in self.nonces
        self.nonces.add(used)
        return fresh

    def get_default_realms(self, client_key, request):
        return []

    def get_realms(self, token, request):
        return []

    def validate_requested_realms(self, client_key, realms, request):
        return True

    def validate_realms(self, client_key, token, request, uri=None, realms=None):
        return True

    def validate_redirect_uri(self, client_key, redirect_uri, request):
        return redirect_uri == "oob" or redirect_uri.startswith("http://127.0.0.1:")

    def save_request_token(self, token, request):
        self.requested[token["oauth_token"]] = {
            "secret": token["oauth_token_secret"],
            "redirect": request.redirect_uri,
        }

    def validate_request_token(self, client_key, token, request):
        return token in self.requested

    def get_request_token_secret(self, client_key, token, request):
        return self.requested.get(token, {}).get("secret", "dummy")

    def verify_request_token(self, token, request):
        return token in self.requested

    def get_redirect_uri(self, token, request):
        return self.requested[token]["redirect"]

    def save_verifier(self, token, verifier, request):
        self.requested[token]["verifier"] = verifier["oauth_verifier"]

    def validate_verifier(self, client_key, token, verifier, request):
        return bool(verifier) and self.requested.get(token, {}).get("verifier") == verifier

    def save_access_token(self, token, request):
        member = self.requested[request.resource_owner_key]["member"]
        self.granted[token["oauth_token"]] = {
            "secret": token["oauth_token_secret"],
            "member": member,
            "ended": False,
        }

    def invalidate_request_token(self, client_key, request_token, request):
        self.requested.pop(request_token, None)

    def validate_access_token(self, client_key, token, request):
        return token in self.granted and not self.granted[token]["ended"]

    def get_access_token_secret(self, client_key, token, request):
        return self.granted.get(token, {}).get("secret", "dummy")


provider = Provider()
server = WebApplicationServer(provider)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body="", headers=None):
        body = body if isinstance(body, str) else json.dumps(body)
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def handle_one(self):
        uri = f"http://{self.headers['Host']}{self.path}"
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        length = int(self.headers.get("Content-Length") or 0)
        asked = (uri, self.command, self.rfile.read(length).decode() or None, dict(self.headers))
        provider.served[path] = provider.served.get(path, 0) + 1
        if (self.command, path) == ("POST", "/request"):
            headers, body, status = server.create_request_token_response(*asked)
            return self.credentials(status, body, headers)
        if (self.command, path) == ("GET", "/authorize"):
            provider.requested[query["oauth_token"][0]]["member"] = query["member"][0]
            headers, body, status = server.create_authorization_response(*asked)
            return self.answer(status, body or "", headers)
        if (self.command, path) == ("POST", "/token"):
            headers, body, status = server.create_access_token_response(*asked)
            return self.credentials(status, body, headers)
        if path in ("/me", "/revoke"):
            return self.resource(path, asked)
        if (self.command, path) == ("POST", "/practice/revoke"):
            for token in provider.granted.values():
                token["ended"] = True
            return self.answer(200, {})
        if path == "/practice/served":
            return self.answer(200, provider.served)
        return self.answer(404, {})

    def credentials(self, status, body, headers):
        if status == 401:
            return self.answer(401, "The credentials, their proof or the signature are not right.")
        return self.answer(status, body or "", headers)

    def resource(self, path, asked):
        valid, request = server.validate_protected_resource_request(*asked, realms=[])
        if not valid:
            log = request.validator_log
            code = 89 if log.get("signature") is not True and log.get("resource_owner") is False else 32
            return self.answer(401, {"errors": [{"code": code, "message": "..."}]})
        token = provider.granted[request.resource_owner_key]
        if path == "/revoke":
            token["ended"] = True
            return self.answer(200, {})
        return self.answer(200, MEMBERS[token["member"]])

    def do_GET(self):
        with provider.lock:
            self.handle_one()

    do_POST = do_GET


listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
listener.daemon_threads = True
threading.Thread(target=listener.serve_forever, daemon=True).start()
print(json.dumps({"port": listener.server_address[1]}), flush=True)
sys.stdin.read()
