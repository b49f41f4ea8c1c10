-- rule: files_are_articles_or_rejects
-- severity: critical
-- why: Nothing is lost: every file that was read is an article or a reject, and never both.
SELECT f.source_file
FROM staged.main.source_files AS f
LEFT JOIN corpus.main.articles AS a USING (source_file)
LEFT JOIN corpus.main.rejects AS r USING (source_file)
WHERE (a.source_file IS NULL) = (r.source_file IS NULL)
   OR (f.outcome = 'article') <> (a.source_file IS NOT NULL);

-- rule: share_rejected
-- column: outcome
-- severity: warning
-- at most: 0.2
-- of at least: 20
-- why: Single files are damaged in every feed; when a fifth gives no article, something upstream is broken.
SELECT count(*) FILTER (WHERE outcome = 'reject') AS part, count(*) AS whole
FROM staged.main.source_files
WHERE source_file NOT IN (
    SELECT source_file FROM staged.main.rejects WHERE reason IN ('duplicate_content', 'duplicate_id', 'quarantined')
);

-- rule: share_delivered_twice
-- column: outcome
-- severity: warning
-- at most: 0.2
-- of at least: 20
-- why: The same bytes, or the same ids, under other names: a source that is delivered twice brings nothing new.
SELECT count(*) FILTER (
        WHERE source_file IN (
            SELECT source_file FROM staged.main.rejects WHERE reason IN ('duplicate_content', 'duplicate_id')
        )
    ) AS part,
    count(*) AS whole
FROM staged.main.source_files;
