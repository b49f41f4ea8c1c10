-- Grain: one row per place of events. Question: what happened where, and how violent was it?
-- Denied events are left out; a state is a place, too, where articles tell no nearer one.
CREATE VIEW marts.place_profile AS
SELECT
    e.place_id,
    e.place_name,
    any_value(p.country_code) AS country_code,
    any_value(e.latitude) AS latitude,
    any_value(e.longitude) AS longitude,
    count(*) AS event_count,
    count(*) FILTER (WHERE e.quad_class <= 2) AS cooperation_count,
    count(*) FILTER (WHERE e.quad_class >= 3) AS conflict_count,
    count(*) FILTER (WHERE e.event_type = 'ASSAULT') AS assault_count,
    sum(e.killed_low)::BIGINT AS killed_low,
    min(e.date_earliest) AS first_date,
    max(e.date_latest) AS last_date
FROM main.events AS e
LEFT JOIN main.entities AS p ON p.entity_id = e.place_id
WHERE e.place_id IS NOT NULL AND e.status <> 'negated'
GROUP BY e.place_id, e.place_name;

COMMENT ON VIEW marts.place_profile IS 'Places with coordinates and the events that articles place there.';
COMMENT ON COLUMN marts.place_profile.place_id IS 'The entity that is the place.';
COMMENT ON COLUMN marts.place_profile.place_name IS 'Its name.';
COMMENT ON COLUMN marts.place_profile.country_code IS 'State in which it lies.';
COMMENT ON COLUMN marts.place_profile.latitude IS 'Degrees north; null if unknown.';
COMMENT ON COLUMN marts.place_profile.longitude IS 'Degrees east; null if unknown.';
COMMENT ON COLUMN marts.place_profile.event_count IS 'Events there, without denied ones.';
COMMENT ON COLUMN marts.place_profile.cooperation_count IS 'Verbal or material cooperation.';
COMMENT ON COLUMN marts.place_profile.conflict_count IS 'Verbal or material conflict.';
COMMENT ON COLUMN marts.place_profile.assault_count IS 'Uses of force.';
COMMENT ON COLUMN marts.place_profile.killed_low IS
    'Least number of killed that articles give, summed; null if they give none.';
COMMENT ON COLUMN marts.place_profile.first_date IS 'First day on which one of them can lie.';
COMMENT ON COLUMN marts.place_profile.last_date IS 'Last such day.';
