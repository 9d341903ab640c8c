"""Writing where dossiers stand, and the sums of it."""

from motcua.ledger.services.entering import enter, load, replace
from motcua.ledger.services.filing import Filing
from motcua.ledger.services.posting import buckets
from motcua.ledger.services.summing import MOST_KEYS, melt, recast


__all__ = ["MOST_KEYS", "Filing", "buckets", "enter", "load", "melt", "recast", "replace"]
