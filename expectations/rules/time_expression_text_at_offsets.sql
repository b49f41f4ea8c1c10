-- table: time_expressions
-- column: text
-- severity: critical
-- why: Provenance to the character: the offsets must give back the expression as written.
SELECT t.article_id, t.text_start, t.text_end
FROM staged.main.time_expressions AS t
JOIN staged.main.articles AS a USING (article_id)
WHERE substr(a.body, t.text_start + 1, t.text_end - t.text_start) <> t.text
