"""All changes of certificates and signatures: one public function is one use case.

Nothing here knows dossiers: `dossiers.services.signing` asks whether a result may be signed.
"""

from motcua.signing.services.batches import begin_batch, end_batch, settle
from motcua.signing.services.certificates import add_certificate, revoke_certificate
from motcua.signing.services.demonstrating import equip
from motcua.signing.services.expiring import warn_of_expiry
from motcua.signing.services.keys import OpenKey, open_key
from motcua.signing.services.roots import drop_root, trust_root
from motcua.signing.services.signatures import note_signature


__all__ = [
    "OpenKey",
    "add_certificate",
    "begin_batch",
    "drop_root",
    "end_batch",
    "equip",
    "note_signature",
    "open_key",
    "revoke_certificate",
    "settle",
    "trust_root",
    "warn_of_expiry",
]
