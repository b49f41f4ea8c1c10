-- Grain: one row per event and text that reports it, near-copies as one text. Question: who had it first, and how did it spread?
-- Texts are ranked by the last day on which they can have come out: an article that is known to the month is not first
-- for the first day of that month. Texts of one day share a rank.
CREATE TABLE marts.event_spread AS
WITH copies AS (
    SELECT duplicate_of AS article_id, count(*) AS copy_count
    FROM main.articles
    WHERE duplicate_of IS NOT NULL
    GROUP BY ALL
), texts AS (
    SELECT
        t.text_number,
        a.article_id,
        a.source_file,
        a.agencies,
        coalesce(a.inferred_earliest, a.published_earliest) AS published_earliest,
        coalesce(a.inferred_latest, a.published_latest) AS published_latest,
        coalesce(copies.copy_count, 0) AS copy_count
    FROM these_articles AS a
    JOIN numbered_texts AS t ON t.text_id = a.article_id
    LEFT JOIN copies USING (article_id)
), reports AS (
    SELECT DISTINCT event_number, text_number FROM numbered_reports
), ranked AS (
    SELECT r.event_number, r.text_number,
        rank() OVER (PARTITION BY r.event_number ORDER BY t.published_latest NULLS LAST) AS report_rank
    FROM reports AS r
    JOIN texts AS t USING (text_number)
)
SELECT
    e.event_id,
    r.report_rank,
    t.article_id,
    t.source_file,
    t.agencies,
    t.published_earliest,
    t.published_latest,
    t.copy_count
FROM ranked AS r
JOIN numbered_events AS e USING (event_number)
JOIN texts AS t USING (text_number)
ORDER BY r.event_number;

COMMENT ON TABLE marts.event_spread IS 'Which texts report an event, in the order in which they can have come out, and how often each was copied.';
COMMENT ON COLUMN marts.event_spread.event_id IS 'The event.';
COMMENT ON COLUMN marts.event_spread.report_rank IS
    '1 for the texts that were out first; texts without a date come last.';
COMMENT ON COLUMN marts.event_spread.article_id IS 'The text: the first article of its near-copies.';
COMMENT ON COLUMN marts.event_spread.source_file IS 'Its file.';
COMMENT ON COLUMN marts.event_spread.agencies IS 'Agencies that it credits.';
COMMENT ON COLUMN marts.event_spread.published_earliest IS
    'First day on which it can have come out: of its header, else inferred.';
COMMENT ON COLUMN marts.event_spread.published_latest IS 'Last such day.';
COMMENT ON COLUMN marts.event_spread.copy_count IS 'Near-copies of it.';
