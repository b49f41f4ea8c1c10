-- rule: event_dates_in_order
-- column: date_earliest
-- severity: critical
-- why: An interval of days runs forward and has both bounds or none; half a bound would be read as a day.
SELECT event_id, date_earliest, date_latest
FROM staged.main.events
WHERE date_earliest > date_latest OR (date_earliest IS NULL) <> (date_latest IS NULL);

-- rule: event_precision_fits
-- column: date_precision
-- severity: critical
-- why: Precision tells how far to trust the days; an interval that is longer than it says would be read as exact.
SELECT event_id, date_earliest, date_latest, date_precision
FROM staged.main.events
WHERE date_latest - date_earliest >= CASE date_precision WHEN 'day' THEN 1 WHEN 'week' THEN 7 WHEN 'month' THEN 31
    WHEN 'year' THEN 366 END
   OR (date_precision <> 'unknown' AND date_earliest IS NULL);

-- rule: event_counts_add_up
-- column: mention_count
-- severity: critical
-- why: The counts of an event are those of the clauses that lead to it; other counts could not be explained.
SELECT e.event_id, e.mention_count, e.article_count, e.source_count
FROM staged.main.events AS e
LEFT JOIN (
    SELECT event_id, count(DISTINCT event_mention_id) AS mention_count, count(DISTINCT article_id) AS article_count
    FROM corpus.main.event_mentions SEMI JOIN staged.main.events USING (event_id) GROUP BY event_id
) AS m USING (event_id)
WHERE (e.mention_count IS DISTINCT FROM m.mention_count OR e.article_count IS DISTINCT FROM m.article_count
        OR e.source_count > e.article_count)
    -- A mention that leads nowhere is the fault of another rule, and is missing here for that reason only.
    AND NOT EXISTS (SELECT 1 FROM staged.main.event_mentions ANTI JOIN corpus.main.events USING (event_id));

-- rule: place_has_both_coordinates
-- column: latitude
-- severity: critical
-- why: A point on a map needs both coordinates, and a place that gives them.
SELECT event_id, place_id, latitude, longitude
FROM staged.main.events
WHERE (latitude IS NULL) <> (longitude IS NULL) OR (latitude IS NOT NULL AND place_id IS NULL);

-- rule: share_without_recipient
-- column: recipient_id
-- severity: warning
-- at most: 0.8
-- of at least: 50
-- why: About half of all events name whom they concern; far fewer mean that sentences are not read to their end.
SELECT count(*) FILTER (WHERE recipient_id IS NULL AND recipient_country IS NULL) AS part, count(*) AS whole
FROM staged.main.events;

-- rule: share_without_date
-- column: date_earliest
-- severity: warning
-- at most: 0.6
-- of at least: 50
-- why: An event without a day is in no timeline; when most lack it though their articles have dates, times go unread.
SELECT count(*) FILTER (WHERE date_earliest IS NULL) AS part, count(*) AS whole
FROM staged.main.events
SEMI JOIN (
    SELECT event_id
    FROM corpus.main.event_mentions JOIN corpus.main.articles USING (article_id)
    WHERE published_earliest IS NOT NULL
) USING (event_id);
