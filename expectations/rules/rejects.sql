-- rule: nothing_quarantined
-- column: reason
-- severity: warning
-- why: An article whose rows broke a critical rule was left out; depesche quarantine list tells which, and why.
SELECT source_file, detail
FROM staged.main.rejects
WHERE reason = 'quarantined';

-- rule: share_quarantined
-- column: reason
-- severity: critical
-- at most: 0.1
-- of at least: 20
-- why: Single broken rows are set aside; when a tenth of a run is, the code that makes the rows is broken.
SELECT (SELECT count(*) FROM staged.main.rejects WHERE reason = 'quarantined') AS part, count(*) AS whole
FROM staged.main.source_files;
