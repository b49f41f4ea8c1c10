-- table: event_mentions
-- column: date_earliest
-- severity: warning
-- why: What has happened cannot lie wholly behind the day on which it was reported; a wrong date or status.
SELECT m.event_mention_id, m.date_earliest, a.published_latest
FROM staged.main.event_mentions AS m
JOIN corpus.main.articles AS a USING (article_id)
WHERE m.status = 'actual' AND m.date_earliest > a.published_latest
