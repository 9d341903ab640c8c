"""Reading a report as people write it: numbers, what they count, and the sums the words permit."""
