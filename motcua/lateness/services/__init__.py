"""Warning in time, and the explanation of a delay. One public function is one use case."""

from motcua.lateness.services.explaining import (
    accept_explanation,
    explain_delay,
    return_explanation,
)
from motcua.lateness.services.warning import warn


__all__ = ["accept_explanation", "explain_delay", "return_explanation", "warn"]
