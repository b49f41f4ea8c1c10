-- table: mentions
-- column: text
-- severity: critical
-- why: Provenance to the character: the offsets must give back the name as written.
SELECT m.mention_id
FROM staged.main.mentions AS m
JOIN staged.main.articles AS a USING (article_id)
WHERE substr(a.body, m.text_start + 1, m.text_end - m.text_start) <> m.text
