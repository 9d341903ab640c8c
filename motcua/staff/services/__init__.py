"""The classification of a year. One public function is one use case."""

from motcua.staff.services.gradings import propose_grade, return_grade, sign_grades


__all__ = ["propose_grade", "return_grade", "sign_grades"]
