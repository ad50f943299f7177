"""Hostile inputs, made from a seed: what no import, no option and no setting may fall over."""
