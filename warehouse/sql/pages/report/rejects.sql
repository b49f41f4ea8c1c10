-- Grain: one row per rejected file, up to five of each reason. Question: which files gave no article, and why?
SELECT reason, count(*) OVER (PARTITION BY reason) AS file_count, source_file, detail
FROM main.rejects
QUALIFY row_number() OVER (PARTITION BY reason ORDER BY run_id DESC, source_file) <= 5
ORDER BY file_count DESC, reason, run_id DESC, source_file;
