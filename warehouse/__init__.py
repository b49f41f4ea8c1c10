"""WHERE rows are kept and queried: the Parquet lake, the DuckDB warehouse, the SQL."""
