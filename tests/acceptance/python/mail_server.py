"""A mail server for tests: takes mails as it is told to, and says what it took, a line of JSON for each.

It ends when its standard input does.
"""

import argparse
import asyncio
import email
import email.policy
import json
import ssl
import sys

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


def say(**fields):
    print(json.dumps(fields), flush=True)


class Mailbox:
    """Refuses some recipients by their names, and tells of every mail it takes."""

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "nobody":
            return "550 5.1.1 practice-words-of-the-server"
        if name == "later":
            return "451 4.3.0 practice-words-of-the-server"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = {kind: message.get_body((kind,)).get_content() for kind in ("plain", "html")}
        say(
            headers={name: str(message[name]) for name in message.keys()},
            defects=[str(defect) for part in message.walk() for defect in part.defects],
            kind=message.get_content_type(),
            kinds=[part.get_content_type() for part in message.iter_parts()],
            sender=envelope.mail_from,
            recipients=envelope.rcpt_tos,
            tls=server.transport.get_extra_info("cipher") is not None,
            logged_in=bool(session.authenticated),
            raw=envelope.content.decode("ascii"),
            **parts,
        )
        return "250 OK"


def knows(server, session, envelope, mechanism, data):
    right = LoginPassword(b"dana", b"practice-password")
    return AuthResult(success=data == right, handled=False)


async def closing(reader, writer):
    """Takes the connection and hangs up."""
    writer.close()


async def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("mode", choices=["plain", "starttls", "tls", "closing"])
    arguments.add_argument("--certificate-file", help="where the root of its certificate is written")
    arguments.add_argument("--named", default="localhost", help="the name in its certificate")
    arguments.add_argument("--port", type=int, default=0, help="where it listens; by itself it takes a free one")
    arguments.add_argument("--login", action="store_true", help="takes mails of nobody but dana")
    chosen = arguments.parse_args()

    tls = None
    if chosen.mode in ("starttls", "tls"):
        root = trustme.CA()
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        root.issue_cert(chosen.named).configure_cert(tls)
        root.cert_pem.write_to_path(chosen.certificate_file)

    def smtp():
        starttls = chosen.mode == "starttls"
        return SMTP(
            Mailbox(),
            hostname="practice.example",
            tls_context=tls if starttls else None,
            require_starttls=starttls,
            authenticator=knows,
            auth_required=chosen.login,
            auth_require_tls=starttls,
        )

    if chosen.mode == "closing":
        server = await asyncio.start_server(closing, "127.0.0.1", 0)
    else:
        at_once = tls if chosen.mode == "tls" else None
        server = await asyncio.get_running_loop().create_server(smtp, "127.0.0.1", chosen.port, ssl=at_once)
    say(port=server.sockets[0].getsockname()[1])
    await asyncio.to_thread(sys.stdin.read)


asyncio.run(main())
