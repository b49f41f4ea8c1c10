-- Grain: one row per event that a text reports as having happened and a date bounds.
-- Question: what has happened, in the form of the POLECAT data?
-- The 40 columns of the files of the POLECAT dataset (Harvard Dataverse, doi:10.7910/DVN/AJGVIT) in their order. The
-- columns that tell of a story tell of the article that reported the event first. What is lost is told in
-- docs/exports.md.
CREATE VIEW export.polecat AS
WITH named AS (
    SELECT DISTINCT m.article_id, e.name, e.entity_type
    FROM main.mentions AS m
    JOIN main.entities AS e USING (entity_id)
),

story_names AS (
    SELECT
        article_id,
        string_agg(name, '|' ORDER BY name) FILTER (entity_type = 'PER') AS people,
        string_agg(name, '|' ORDER BY name) FILTER (entity_type = 'ORG') AS organisations,
        string_agg(name, '|' ORDER BY name) FILTER (entity_type = 'LOC') AS locations
    FROM named
    GROUP BY article_id
)

SELECT
    e.event_id AS "Event ID",
    e.date_earliest AS "Event Date",
    e.event_type AS "Event Type",
    code.polecat_mode AS "Event Mode",
    e.intensity AS "Intensity",
    ['VERBAL COOPERATION', 'MATERIAL COOPERATION', 'VERBAL CONFLICT', 'MATERIAL CONFLICT'][e.quad_class] AS "Quad Code",
    code.contexts AS "Contexts",
    e.actor_name AS "Actor Name",
    e.actor_country AS "Actor Country",
    c1.cow AS "Actor COW",
    a1.plover_sector AS "Primary Actor Sector",
    a1.plover_sector AS "Actor Sectors",
    actor.role AS "Actor Title",
    actor.text AS "Actor Name Raw",
    NULL::VARCHAR AS "Wikipedia Actor ID",
    e.recipient_name AS "Recipient Name",
    e.recipient_country AS "Recipient Country",
    c2.cow AS "Recipient COW",
    a2.plover_sector AS "Primary Recipient Sector",
    a2.plover_sector AS "Recipient Sectors",
    recipient.role AS "Recipient Title",
    recipient.text AS "Recipient Name Raw",
    NULL::VARCHAR AS "Wikipedia Recipient ID",
    e.place_name AS "Placename",
    CASE WHEN NOT p.is_state THEN e.place_name END AS "City",
    NULL::VARCHAR AS "District",
    NULL::VARCHAR AS "Province",
    place.country_code AS "Country",
    e.latitude AS "Latitude",
    e.longitude AS "Longitude",
    NULL::BIGINT AS "GeoNames ID",
    raw_place.text AS "Raw Placename",
    CASE WHEN p.is_state THEN 'PCLI' END AS "Feature Type",
    nullif(array_to_string(a.agencies, '|'), '') AS "Source",
    coalesce(a.inferred_earliest, a.published_earliest) AS "Publication Date",
    story.people AS "Story People",
    story.organisations AS "Story Organizations",
    story.locations AS "Story Locations",
    a.language AS "Language",
    m.extractor_version AS "Version"
FROM main.events AS e
JOIN export.event_codes AS code USING (event_id)
JOIN export.event_stories AS s USING (event_id)
JOIN main.articles AS a ON a.article_id = s.article_id
JOIN main.event_mentions AS m ON m.event_mention_id = s.event_mention_id
LEFT JOIN story_names AS story ON story.article_id = s.article_id
LEFT JOIN main.mentions AS actor ON actor.mention_id = m.actor_mention_id
LEFT JOIN main.mentions AS recipient ON recipient.mention_id = m.recipient_mention_id
LEFT JOIN main.mentions AS raw_place ON raw_place.mention_id = m.place_mention_id
LEFT JOIN export.entity_codes AS a1 ON a1.entity_id = e.actor_id
LEFT JOIN export.entity_codes AS a2 ON a2.entity_id = e.recipient_id
LEFT JOIN export.country_codes AS c1 ON c1.iso3 = e.actor_country
LEFT JOIN export.country_codes AS c2 ON c2.iso3 = e.recipient_country
LEFT JOIN main.entities AS place ON place.entity_id = e.place_id
LEFT JOIN export.entity_codes AS p ON p.entity_id = e.place_id
WHERE e.status = 'actual' AND e.date_earliest IS NOT NULL;

COMMENT ON VIEW export.polecat IS
    'Events with status actual in the 40 columns of POLECAT. Lossy: Event Date is the first day of the interval; '
    'planned, hypothetical, negated and undated events are left out; contexts only where a mode implies them; no '
    'Wikipedia and GeoNames ids.';
