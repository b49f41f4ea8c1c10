-- Grain: one row per entity and month. Question: how often is somebody named in a month, and how often does it act?
-- What marts.entity_timeline needs of all mentions and events; an article counts in the month of its earliest day, if
-- it has one, and so does an event.
CREATE TABLE marts.entity_months AS
WITH told AS (
    SELECT entity_number, month, count(*) AS article_count, sum(mention_count) AS mention_count,
        0 AS actor_event_count, 0 AS recipient_event_count
    FROM numbered_namings
    GROUP BY ALL
    UNION ALL
    SELECT n.entity_number, date_trunc('month', e.date_earliest)::DATE AS event_month, 0, 0, count(*), 0
    FROM these_events AS e
    JOIN numbered_entities AS n ON n.entity_id = e.actor_id
    GROUP BY ALL
    UNION ALL
    SELECT n.entity_number, date_trunc('month', e.date_earliest)::DATE AS event_month, 0, 0, 0, count(*)
    FROM these_events AS e
    JOIN numbered_entities AS n ON n.entity_id = e.recipient_id
    GROUP BY ALL
), counted AS (
    SELECT
        entity_number,
        month,
        sum(article_count)::BIGINT AS article_count,
        sum(mention_count)::BIGINT AS mention_count,
        sum(actor_event_count)::BIGINT AS actor_event_count,
        sum(recipient_event_count)::BIGINT AS recipient_event_count
    FROM told
    WHERE month IS NOT NULL
    GROUP BY ALL
)
SELECT n.entity_id, c.month, c.article_count, c.mention_count, c.actor_event_count, c.recipient_event_count
FROM counted AS c
JOIN numbered_entities AS n USING (entity_number)
ORDER BY c.entity_number, c.month;

COMMENT ON TABLE marts.entity_months IS 'Articles, mentions and events per entity and month.';
COMMENT ON COLUMN marts.entity_months.entity_id IS 'The entity.';
COMMENT ON COLUMN marts.entity_months.month IS 'First day of the month.';
COMMENT ON COLUMN marts.entity_months.article_count IS 'Articles that name it.';
COMMENT ON COLUMN marts.entity_months.mention_count IS 'Mentions that mean it.';
COMMENT ON COLUMN marts.entity_months.actor_event_count IS 'Events in which it acts.';
COMMENT ON COLUMN marts.entity_months.recipient_event_count IS 'Events that are done to it.';
