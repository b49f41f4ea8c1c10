"""HOW text becomes rows: pure functions without clock, environment, database or Prefect."""
