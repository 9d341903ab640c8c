"""A process in BPMN 2.0, for a standard modeller. Pure."""

from motcua.process.rules.bpmn.writing import bpmn_of


__all__ = ["bpmn_of"]
