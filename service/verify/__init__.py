"""Did she really say that? Claims about what was said, checked against the record.

verify        one claim: a verdict, its reasons, a difference word by word, the evidence
verify_chain  a claimed route: each hop supported, contradicted, silent or circular
"""

from service.verify.chains import verify_chain
from service.verify.claims import (
    ChainClaim,
    ChainVerification,
    Claim,
    Evidence,
    HopVerification,
    Verification,
)
from service.verify.verifying import verify

__all__ = [
    "ChainClaim",
    "ChainVerification",
    "Claim",
    "Evidence",
    "HopVerification",
    "Verification",
    "verify",
    "verify_chain",
]
