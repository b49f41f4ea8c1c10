-- table: event_mentions
-- column: trigger
-- severity: critical
-- why: Provenance to the character: the offsets must give back the trigger as written.
SELECT m.event_mention_id
FROM staged.main.event_mentions AS m
JOIN corpus.main.articles AS a USING (article_id)
WHERE substr(a.body, m.trigger_start + 1, m.trigger_end - m.trigger_start) <> m.trigger
