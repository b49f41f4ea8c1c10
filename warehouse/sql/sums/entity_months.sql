-- Grain: one row per entity and month. Question: in how many articles of a month, and how often, is somebody named?
-- What marts.entity_timeline needs of all mentions; an article counts in the month of its earliest day, if it has one.
CREATE TABLE marts.entity_months AS
SELECT entity_id, month, count(*) AS article_count, sum(mention_count)::BIGINT AS mention_count
FROM (
    SELECT
        m.entity_id,
        date_trunc('month', coalesce(a.inferred_earliest, a.published_earliest))::DATE AS month,
        count(*) AS mention_count
    FROM these_mentions AS m
    JOIN these_articles AS a USING (article_id)
    WHERE m.entity_id IS NOT NULL
    GROUP BY m.article_id, m.entity_id, month
)
WHERE month IS NOT NULL
GROUP BY entity_id, month
ORDER BY entity_id, month;

COMMENT ON TABLE marts.entity_months IS 'Articles and mentions per entity and month.';
COMMENT ON COLUMN marts.entity_months.entity_id IS 'The entity.';
COMMENT ON COLUMN marts.entity_months.month IS 'First day of the month.';
COMMENT ON COLUMN marts.entity_months.article_count IS 'Articles that name it.';
COMMENT ON COLUMN marts.entity_months.mention_count IS 'Mentions that mean it.';
