"""A quarter in the life of three pods: six sprints each, three zones, absences, holidays, moves, downtime.

``python -m tests.quarter`` prints everything that anybody would have read in Slack, in order, for a person to read.
"""
