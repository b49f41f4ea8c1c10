-- Grain: one row per event mention, up to three per event, of different articles first. Question: which words say so?
-- passage is what stands around the trigger in the article; trigger_start and trigger_end count its characters.
WITH told AS (
    SELECT
        m.*,
        row_number() OVER (
            PARTITION BY m.event_id, m.article_id ORDER BY m.join_rule <> 'seed', m.trigger_start
        ) AS of_article
    FROM main.event_mentions AS m
    WHERE list_contains($ids, m.event_id)
), chosen AS (
    SELECT told.*, a.body, a.title, a.source_file, a.agencies, a.published_earliest, a.published_latest
    FROM told
    JOIN main.articles AS a USING (article_id)
    QUALIFY row_number() OVER (
        PARTITION BY told.event_id
        ORDER BY of_article, a.duplicate_of IS NOT NULL, told.score DESC, told.event_mention_id
    ) <= 3
)
SELECT
    c.event_id, c.source_file, c.title, c.agencies, c.published_earliest, c.published_latest, c.status, c.score,
    c.date_earliest, c.date_latest, speaker.name AS attributed_to,
    substr(c.body, greatest(c.trigger_start - 500, 0) + 1, least(c.trigger_start, 500) + 500 + c.trigger_end - c.trigger_start)
        AS passage,
    least(c.trigger_start, 500) AS trigger_start,
    least(c.trigger_start, 500) + c.trigger_end - c.trigger_start AS trigger_end
FROM chosen AS c
LEFT JOIN main.entities AS speaker ON speaker.entity_id = c.attributed_to_id
ORDER BY c.event_id, c.published_earliest, c.source_file, c.trigger_start, c.event_mention_id;
