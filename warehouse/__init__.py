"""WHERE rows are kept and queried: the Parquet lake, the DuckDB warehouse, the SQL."""

import warnings

# DuckDB 2.0 warns of a copy that another way to Arrow spares; but there parameters are read late, and logs are JSON.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result", category=UserWarning)
