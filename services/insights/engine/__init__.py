"""Counts whatever subjects bring: facts, tallies, generations, rebuild, prune. Knows no subject.

A subject (`subject.py`) says which events make which facts. The rest is here: a fact is changed by
newer events alone, buckets are counted from the facts, and everything is made again from the topics
in a generation beside the one that is served.
"""
