"""Sets of indicators by which an agency's service is scored (bộ chỉ số)."""
