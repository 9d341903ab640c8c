"""Reading reports: figures by unit, field, procedure and level; statutory forms; what is frozen."""
