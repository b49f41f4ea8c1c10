"""The stages of a run as plain functions, in the order of the pipeline's sentence.

discover -> read -> settle -> code -> link copies -> resolve -> validate -> commit -> publish -> report. Each
hands over typed rows in the run's staging folder, a receipt or a path; flows/tasks.py wraps them for Prefect.
"""
