-- table: articles
-- column: body
-- severity: warning
-- why: An article of a sentence or less is mostly a page that was not read properly upstream.
SELECT article_id, source_file, length(body) AS characters
FROM staged.main.articles
WHERE length(body) < 100
