"""Analyses that the paper names, each from finished runs to one table and one figure.

The ideas are the paper's as far as its abstract and figure captions tell them; every definition here is ours.
"""
