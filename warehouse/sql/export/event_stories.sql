-- Grain: one row per event. Question: which article reported it first, and is it in that article's lead?
-- first: by the first day on which the article can have been published, then by its id; what has no day comes last.
CREATE VIEW export.event_stories AS
WITH articles AS (
    SELECT
        *,
        coalesce(inferred_earliest, published_earliest) AS since,
        coalesce(published_latest, inferred_latest) AS until,
        string_split(body, chr(10) || chr(10))[1:CASE WHEN title IS NULL THEN 1 ELSE 2 END] AS lead
    FROM main.articles
)

SELECT
    m.event_id,
    min_by(m.article_id, (coalesce(a.since, DATE '9999-12-31'), a.article_id, m.trigger_start)) AS article_id,
    min_by(m.event_mention_id, (coalesce(a.since, DATE '9999-12-31'), a.article_id, m.trigger_start))
        AS event_mention_id,
    min(coalesce(a.until, r.finished_at::DATE)) AS reported,
    bool_or(m.trigger_start < length(array_to_string(a.lead, chr(10) || chr(10)))) AS is_in_lead
FROM main.event_mentions AS m
JOIN articles AS a USING (article_id)
LEFT JOIN main.runs AS r USING (run_id)
GROUP BY m.event_id;

COMMENT ON VIEW export.event_stories IS 'The article that reported each event first, and by which day it was reported.';
