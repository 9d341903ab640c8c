"""A province and a year of it: 150 agencies, 60 procedures, a million dossiers."""
