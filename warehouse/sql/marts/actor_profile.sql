-- Grain: one row per entity that acts or is acted on. Question: who is this, what does it do, with whom, and how friendly?
-- Denied events are left out; partners and types are the most frequent three.
CREATE TABLE marts.actor_profile AS
WITH part AS (
    SELECT actor_id AS entity_id, recipient_name AS partner, event_type, quad_class, intensity, date_earliest,
        date_latest, true AS acts
    FROM main.events
    WHERE actor_id IS NOT NULL AND status <> 'negated'
    UNION ALL
    SELECT recipient_id, actor_name, event_type, quad_class, intensity, date_earliest, date_latest, false
    FROM main.events
    WHERE recipient_id IS NOT NULL AND status <> 'negated'
), partners AS (
    SELECT entity_id, list(partner ORDER BY event_count DESC, partner) AS partners
    FROM (
        SELECT entity_id, partner, count(*) AS event_count
        FROM part
        WHERE partner IS NOT NULL
        GROUP BY entity_id, partner
        QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY count(*) DESC, partner) <= 3
    )
    GROUP BY ALL
), kinds AS (
    SELECT entity_id, list(event_type ORDER BY event_count DESC, event_type) AS event_types
    FROM (
        SELECT entity_id, event_type, count(*) AS event_count
        FROM part
        WHERE acts
        GROUP BY entity_id, event_type
        QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY count(*) DESC, event_type) <= 3
    )
    GROUP BY ALL
), totals AS (
    SELECT
        entity_id,
        count(*) FILTER (WHERE acts) AS actor_event_count,
        count(*) FILTER (WHERE NOT acts) AS recipient_event_count,
        count(*) FILTER (WHERE quad_class <= 2) AS cooperation_count,
        count(*) FILTER (WHERE quad_class >= 3) AS conflict_count,
        round(avg(intensity) FILTER (WHERE acts), 2) AS mean_intensity,
        min(date_earliest) AS first_date,
        max(date_latest) AS last_date
    FROM part
    GROUP BY ALL
), offices AS (
    SELECT entity_id, list(DISTINCT role ORDER BY role) AS roles FROM main.roles GROUP BY ALL
)
SELECT
    e.entity_id,
    e.name,
    e.entity_type,
    e.country_code,
    e.sector,
    coalesce(offices.roles, []) AS roles,
    e.article_count,
    totals.actor_event_count,
    totals.recipient_event_count,
    totals.cooperation_count,
    totals.conflict_count,
    totals.mean_intensity,
    coalesce(kinds.event_types, []) AS event_types,
    coalesce(partners.partners, []) AS partners,
    totals.first_date,
    totals.last_date
FROM totals
JOIN main.entities AS e USING (entity_id)
LEFT JOIN offices USING (entity_id)
LEFT JOIN kinds USING (entity_id)
LEFT JOIN partners USING (entity_id);

COMMENT ON TABLE marts.actor_profile IS 'Each actor on one line: offices, events by side and kind, most frequent partners.';
COMMENT ON COLUMN marts.actor_profile.entity_id IS 'The entity.';
COMMENT ON COLUMN marts.actor_profile.name IS 'Its canonical name.';
COMMENT ON COLUMN marts.actor_profile.entity_type IS 'PER, ORG, LOC or MISC.';
COMMENT ON COLUMN marts.actor_profile.country_code IS 'Its state, ISO 3166 alpha-3.';
COMMENT ON COLUMN marts.actor_profile.sector IS 'Part of society that it acts in.';
COMMENT ON COLUMN marts.actor_profile.roles IS 'Offices that articles give it, in alphabetical order.';
COMMENT ON COLUMN marts.actor_profile.article_count IS 'Articles that name it.';
COMMENT ON COLUMN marts.actor_profile.actor_event_count IS 'Events in which it acts.';
COMMENT ON COLUMN marts.actor_profile.recipient_event_count IS 'Events that are done to it.';
COMMENT ON COLUMN marts.actor_profile.cooperation_count IS
    'Its events of verbal or material cooperation, on either side.';
COMMENT ON COLUMN marts.actor_profile.conflict_count IS 'Its events of verbal or material conflict, on either side.';
COMMENT ON COLUMN marts.actor_profile.mean_intensity IS
    'Mean intensity of what it does, -10 (hostile) to 10 (cooperative); null if it does nothing.';
COMMENT ON COLUMN marts.actor_profile.event_types IS 'What it does most: up to three event types.';
COMMENT ON COLUMN marts.actor_profile.partners IS 'With whom: up to three names on the other side.';
COMMENT ON COLUMN marts.actor_profile.first_date IS 'First day on which one of its events can lie.';
COMMENT ON COLUMN marts.actor_profile.last_date IS 'Last such day.';
