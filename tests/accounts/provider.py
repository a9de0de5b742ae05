"""A small OpenID provider: signs in, without asking, whoever it was last told (`POST /person`).

`python -m tests.accounts.provider PORT` listens on loopback; authorization code, PKCE, RS256.
"""

import base64
import hashlib
import json
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "actionday", "a secret of both"
KEY = rsa.generate_private_key(65537, 2048)
STATE: dict[str, Any] = {"person": {}, "codes": {}, "tokens": {}}


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        path, given = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/.well-known/openid-configuration":
            self.answer(configuration(self.base))
        elif path == "/jwks":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self.answer({"keys": [key | {"kid": "1", "alg": "RS256", "use": "sig"}]})
        elif path == "/authorize":
            self.authorize({name: values[0] for name, values in given.items()})
        elif path == "/userinfo":
            self.answer(STATE["tokens"][self.headers["Authorization"].split()[1]])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/person":
            STATE["person"] = json.loads(body)
            self.answer({})
        else:
            self.token({name: values[0] for name, values in parse_qs(body).items()})

    def authorize(self, asked: dict[str, str]) -> None:
        assert asked["client_id"] == CLIENT
        code = secrets.token_urlsafe(16)
        STATE["codes"][code] = (dict(STATE["person"]), asked)
        back = {"code": code, "state": asked["state"]}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        self.end_headers()

    def token(self, given: dict[str, str]) -> None:
        person, asked = STATE["codes"].pop(given["code"])
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (given.get("client_secret"), asked["code_challenge"]) != (SECRET, challenge):
            self.answer({"error": "invalid_client"}, 400)
            return
        now = int(time.time())
        claims = {"iss": self.base, "aud": CLIENT, "iat": now, "exp": now + 300} | person
        access = secrets.token_urlsafe(16)
        STATE["tokens"][access] = {name: person[name] for name in person if name != "amr"}
        signed = jwt.encode(claims, KEY, "RS256", {"kid": "1"})
        self.answer({"access_token": access, "token_type": "Bearer", "id_token": signed})

    @property
    def base(self) -> str:
        return f"http://{self.headers['Host']}"

    def answer(self, body: Any, status: int = 200) -> None:
        sent = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)


def configuration(base: str) -> dict[str, Any]:
    return {
        "issuer": base,
        "authorization_endpoint": f"{base}/authorize",
        "token_endpoint": f"{base}/token",
        "userinfo_endpoint": f"{base}/userinfo",
        "jwks_uri": f"{base}/jwks",
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Provider).serve_forever()
