"""Reports on dossiers: each figure defined once, sums that are checked, words (báo cáo)."""
