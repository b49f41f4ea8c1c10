"""WHEN it runs: flows, tasks, settings and the command line. The only room that knows Prefect."""
