-- Grain: one row per entity and month. Question: when do articles speak of somebody, and when do they report acts?
-- An article counts in the month of its earliest day (that of its header, else the one inferred from its text), an
-- event in the month of its own earliest day; articles and events that nothing dates are left out.
CREATE VIEW marts.entity_timeline AS
WITH told AS (
    SELECT
        m.entity_id,
        date_trunc('month', coalesce(a.inferred_earliest, a.published_earliest))::DATE AS month,
        count(DISTINCT m.article_id) AS article_count,
        count(*) AS mention_count,
        0 AS actor_count,
        0 AS recipient_count
    FROM main.mentions AS m
    JOIN main.articles AS a USING (article_id)
    WHERE m.entity_id IS NOT NULL
    GROUP BY ALL
    UNION ALL
    SELECT actor_id, date_trunc('month', date_earliest)::DATE, 0, 0, count(*), 0
    FROM main.events
    WHERE actor_id IS NOT NULL
    GROUP BY ALL
    UNION ALL
    SELECT recipient_id, date_trunc('month', date_earliest)::DATE, 0, 0, 0, count(*)
    FROM main.events
    WHERE recipient_id IS NOT NULL
    GROUP BY ALL
)
SELECT
    t.entity_id,
    e.name,
    e.entity_type,
    e.country_code,
    t.month,
    sum(t.article_count)::BIGINT AS article_count,
    sum(t.mention_count)::BIGINT AS mention_count,
    sum(t.actor_count)::BIGINT AS actor_event_count,
    sum(t.recipient_count)::BIGINT AS recipient_event_count
FROM told AS t
JOIN main.entities AS e USING (entity_id)
WHERE t.month IS NOT NULL
GROUP BY ALL;

COMMENT ON VIEW marts.entity_timeline IS 'Articles, mentions and events per entity and month.';
