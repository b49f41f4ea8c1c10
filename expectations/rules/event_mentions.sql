-- rule: trigger_at_offsets
-- column: trigger
-- severity: critical
-- why: Provenance to the character: the offsets must give back the trigger as written.
SELECT m.event_mention_id
FROM staged.main.event_mentions AS m
JOIN staged.main.articles AS a USING (article_id)
WHERE substr(a.body, m.trigger_start + 1, m.trigger_end - m.trigger_start) IS DISTINCT FROM m.trigger
UNION ALL
-- What only moved to another event was compared with its text when that was read; bodies of a whole lake are much to read.
SELECT m.event_mention_id
FROM (FROM staged.main.event_mentions ANTI JOIN staged.main.articles USING (article_id)) AS m
LEFT JOIN before.main.event_mentions AS b USING (event_mention_id)
WHERE (b.article_id, b.trigger_start, b.trigger_end, b.trigger)
    IS DISTINCT FROM (m.article_id, m.trigger_start, m.trigger_end, m.trigger);

-- rule: trigger_in_clause
-- column: clause_start
-- severity: critical
-- why: The clause is the proof that is shown for an event; it must hold the word that tells it.
SELECT event_mention_id, clause_start, clause_end, trigger_start, trigger_end
FROM staged.main.event_mentions
WHERE trigger_start < clause_start OR trigger_end > clause_end;

-- rule: event_mention_dates_in_order
-- column: date_earliest
-- severity: critical
-- why: An interval of days runs forward and has both bounds or none; half a bound would be read as a day.
SELECT event_mention_id, date_earliest, date_latest
FROM staged.main.event_mentions
WHERE date_earliest > date_latest OR (date_earliest IS NULL) <> (date_latest IS NULL);

-- rule: event_mention_precision_fits
-- column: date_precision
-- severity: critical
-- why: Precision tells how far to trust the days; an interval that is longer than it says would be read as exact.
SELECT event_mention_id, date_earliest, date_latest, date_precision
FROM staged.main.event_mentions
WHERE date_latest - date_earliest >= CASE date_precision WHEN 'day' THEN 1 WHEN 'week' THEN 7 WHEN 'month' THEN 31
    WHEN 'year' THEN 366 END
   OR (date_precision <> 'unknown' AND date_earliest IS NULL);

-- rule: event_mention_numbers_in_order
-- severity: critical
-- why: The least and the most that a report tells are in order; the other way round no sum of them is right.
SELECT event_mention_id
FROM staged.main.event_mentions
WHERE killed_low > killed_high OR wounded_low > wounded_high OR soldiers_low > soldiers_high;

-- rule: parties_in_the_same_article
-- column: actor_mention_id
-- after: resolution
-- severity: critical
-- why: Who acts, and towards whom, is read off names of the same article; a name elsewhere proves nothing.
-- One name per row: a join on any of four columns would compare each clause with each name.
SELECT DISTINCT e.event_mention_id, mention_id, m.article_id
FROM (
    SELECT event_mention_id, article_id,
        unnest([actor_mention_id, recipient_mention_id, attributed_to_mention_id, place_mention_id]) AS mention_id
    FROM staged.main.event_mentions
) AS e
JOIN corpus.main.mentions AS m USING (mention_id)
WHERE m.article_id <> e.article_id;

-- rule: actual_events_not_after_publication
-- column: date_earliest
-- severity: warning
-- why: What has happened cannot lie wholly behind the day on which it was reported; a wrong date or status.
SELECT m.event_mention_id, m.date_earliest, a.published_latest
FROM staged.main.event_mentions AS m
JOIN corpus.main.articles AS a USING (article_id)
WHERE m.status = 'actual' AND m.date_earliest > a.published_latest;

-- rule: share_without_event
-- column: article_id
-- severity: warning
-- at most: 0.8
-- of at least: 20
-- why: Political news tells events; when most articles tell none, the feed or the reading of it has changed.
SELECT count(*) FILTER (WHERE article_id NOT IN (SELECT article_id FROM staged.main.event_mentions)) AS part,
    count(*) AS whole
FROM staged.main.articles SEMI JOIN staged.main.codings USING (article_id)
WHERE language = 'de';

-- rule: mix_of_event_types
-- column: event_type
-- severity: warning
-- drift by: event_type
-- why: Types of events change with the news, but none halves or doubles over weeks without a reason worth knowing.
SELECT r.event_type AS value, a.published_earliest AS day, a.published_precision AS resolution
FROM corpus.main.event_mentions AS r
JOIN corpus.main.articles AS a USING (article_id)
WHERE a.published_precision IN ('day', 'month')
-- The first of each article: one as long as a book would be the mix of its month.
QUALIFY row_number() OVER (PARTITION BY r.article_id ORDER BY r.trigger_start, r.event_mention_id) <= 20;
