-- Grain: one row per event that lies wholly in the period, in a temporary table. Question: what happened then, and
-- what of it matters most? What more independent sources tell comes
-- first; an event of which both parties are known counts as if two more told it.
CREATE OR REPLACE TEMP TABLE desk_events AS
SELECT
    *,
    coalesce(actor_name, actor_country) AS actor,
    coalesce(recipient_name, recipient_country) AS recipient,
    row_number() OVER (
        ORDER BY
            status IN ('actual', 'planned') DESC,
            source_count + 2 * (actor IS NOT NULL AND recipient IS NOT NULL)::INTEGER DESC,
            article_count DESC,
            abs(intensity) DESC,
            score DESC,
            event_id
    ) AS rank
FROM main.events
WHERE main.in_period(date_earliest, date_latest, $first, $last) = 'certain';
