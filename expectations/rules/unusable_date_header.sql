-- table: articles
-- column: published_header
-- severity: warning
-- why: A date header that names no possible day leaves the article without a date; the upstream program errs.
SELECT article_id, source_file, published_header, header_problem
FROM staged.main.articles
WHERE header_problem IS NOT NULL
