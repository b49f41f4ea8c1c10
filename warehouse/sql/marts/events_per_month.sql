-- Grain: one row per month, quad class and status. Question: how does cooperation and conflict go over time?
-- An event counts in the month of its earliest day; events that no date bounds are left out.
CREATE VIEW marts.events_per_month AS
SELECT
    date_trunc('month', date_earliest)::DATE AS month,
    quad_class,
    status,
    count(*) AS event_count,
    sum(mention_count)::BIGINT AS mention_count
FROM main.events
WHERE date_earliest IS NOT NULL
GROUP BY ALL;

COMMENT ON VIEW marts.events_per_month IS 'Events per month by quad class and status.';
