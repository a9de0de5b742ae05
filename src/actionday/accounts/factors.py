"""Second factors: whether a member has one, and how their secrets are kept."""

import base64
from functools import lru_cache

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KINDS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
BY_PROVIDER = "factor_by_provider"
"""In a session: the organisation's own sign-in asked for the second factor."""


def has_factor(member: int) -> bool:
    """Say whether the member has a second factor with us; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=member, type__in=KINDS).exists())


def is_last(factor: Authenticator) -> bool:
    """Say whether a member would have no second factor without this one."""
    mine = Authenticator.objects.filter(user_id=factor.user_id, type__in=KINDS)
    return factor.type in KINDS and not mine.exclude(pk=factor.pk).exists()


@lru_cache(maxsize=1)
def sealer() -> Fernet:
    """Return what seals secrets before the database sees them; its key is in the home folder."""
    derived = HKDF(hashes.SHA256(), 32, None, b"actionday second factors")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))


def sealed(secret: str) -> str:
    """Return a secret as it is stored."""
    return sealer().encrypt(secret.encode()).decode()


def opened(text: str) -> str:
    """Return the secret that was sealed."""
    return sealer().decrypt(text.encode()).decode()
