-- Grain: one row per event that a text reports as having happened and a date bounds.
-- Question: what has happened, in the form of the event table of GDELT 2.0?
-- The 61 columns of the GDELT Event Codebook V2.0 in its order, without values that Depesche does not know. What is
-- lost on the way is told in docs/exports.md.
CREATE VIEW export.gdelt_events AS
WITH numbered AS (
    SELECT
        *,
        export.event_number(event_id) AS number,
        year(date_earliest) AS in_year,
        month(date_earliest) AS in_month,
        day(date_earliest) AS on_day
    FROM main.events
    JOIN export.event_codes USING (event_id)
    WHERE status = 'actual' AND date_earliest IS NOT NULL
)

SELECT
    e.number AS GlobalEventID,
    strftime(e.date_earliest, '%Y%m%d')::INTEGER AS Day,
    (e.in_year * 100 + e.in_month)::INTEGER AS MonthYear,
    e.in_year::INTEGER AS Year,
    round(e.in_year + ((e.in_month - 1) * 30 + e.on_day) / 365, 4) AS FractionDate,
    nullif(concat(c1.cameo, a1.cameo_type, a1.cameo_group), '') AS Actor1Code,
    a1.gdelt_name AS Actor1Name,
    c1.cameo AS Actor1CountryCode,
    a1.cameo_group AS Actor1KnownGroupCode,
    NULL::VARCHAR AS Actor1EthnicCode,
    NULL::VARCHAR AS Actor1Religion1Code,
    NULL::VARCHAR AS Actor1Religion2Code,
    a1.cameo_type AS Actor1Type1Code,
    NULL::VARCHAR AS Actor1Type2Code,
    NULL::VARCHAR AS Actor1Type3Code,
    nullif(concat(c2.cameo, a2.cameo_type, a2.cameo_group), '') AS Actor2Code,
    a2.gdelt_name AS Actor2Name,
    c2.cameo AS Actor2CountryCode,
    a2.cameo_group AS Actor2KnownGroupCode,
    NULL::VARCHAR AS Actor2EthnicCode,
    NULL::VARCHAR AS Actor2Religion1Code,
    NULL::VARCHAR AS Actor2Religion2Code,
    a2.cameo_type AS Actor2Type1Code,
    NULL::VARCHAR AS Actor2Type2Code,
    NULL::VARCHAR AS Actor2Type3Code,
    s.is_in_lead::INTEGER AS IsRootEvent,
    e.event_code AS EventCode,
    e.event_code[:3] AS EventBaseCode,
    e.event_code[:2] AS EventRootCode,
    CASE WHEN e.event_code < '06' THEN 1 WHEN e.event_code < '09' THEN 2 WHEN e.event_code < '14' THEN 3 ELSE 4 END
        AS QuadClass,
    e.goldstein AS GoldsteinScale,
    e.mention_count::INTEGER AS NumMentions,
    e.source_count::INTEGER AS NumSources,
    e.article_count::INTEGER AS NumArticles,
    NULL::DOUBLE AS AvgTone,
    0 AS Actor1Geo_Type,
    NULL::VARCHAR AS Actor1Geo_Fullname,
    NULL::VARCHAR AS Actor1Geo_CountryCode,
    NULL::VARCHAR AS Actor1Geo_ADM1Code,
    NULL::VARCHAR AS Actor1Geo_ADM2Code,
    NULL::DOUBLE AS Actor1Geo_Lat,
    NULL::DOUBLE AS Actor1Geo_Long,
    NULL::VARCHAR AS Actor1Geo_FeatureID,
    0 AS Actor2Geo_Type,
    NULL::VARCHAR AS Actor2Geo_Fullname,
    NULL::VARCHAR AS Actor2Geo_CountryCode,
    NULL::VARCHAR AS Actor2Geo_ADM1Code,
    NULL::VARCHAR AS Actor2Geo_ADM2Code,
    NULL::DOUBLE AS Actor2Geo_Lat,
    NULL::DOUBLE AS Actor2Geo_Long,
    NULL::VARCHAR AS Actor2Geo_FeatureID,
    CASE
        WHEN e.place_id IS NULL THEN 0
        WHEN p.is_state THEN 1
        WHEN place.country_code = 'USA' THEN 3
        ELSE 4
    END AS ActionGeo_Type,
    nullif(concat_ws(', ', CASE WHEN NOT p.is_state THEN e.place_name END, cp.name), '') AS ActionGeo_Fullname,
    cp.fips AS ActionGeo_CountryCode,
    CASE WHEN p.is_state THEN cp.fips END AS ActionGeo_ADM1Code,
    NULL::VARCHAR AS ActionGeo_ADM2Code,
    e.latitude AS ActionGeo_Lat,
    e.longitude AS ActionGeo_Long,
    CASE WHEN p.is_state THEN cp.fips END AS ActionGeo_FeatureID,
    strftime(s.reported, '%Y%m%d000000')::BIGINT AS DATEADDED,
    first_article.source_file AS SOURCEURL
FROM numbered AS e
JOIN export.event_stories AS s USING (event_id)
JOIN main.articles AS first_article ON first_article.article_id = s.article_id
LEFT JOIN export.entity_codes AS a1 ON a1.entity_id = e.actor_id
LEFT JOIN export.entity_codes AS a2 ON a2.entity_id = e.recipient_id
LEFT JOIN export.country_codes AS c1 ON c1.iso3 = e.actor_country
LEFT JOIN export.country_codes AS c2 ON c2.iso3 = e.recipient_country
LEFT JOIN main.entities AS place ON place.entity_id = e.place_id
LEFT JOIN export.entity_codes AS p ON p.entity_id = e.place_id
LEFT JOIN export.country_codes AS cp ON cp.iso3 = place.country_code;

COMMENT ON VIEW export.gdelt_events IS
    'Events with status actual in the 61 columns of GDELT 2.0. Lossy: Day is the first day of the interval; planned, '
    'hypothetical, negated and undated events are left out; no tone, no places of the actors, no GeoNames or GNS ids.';
