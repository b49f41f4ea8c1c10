-- Grain: one row per event. Question: what has happened, is planned or denied, as a record of the PLOVER specification?
-- The JSON fields of the PLOVER manual (draft 0.7, "JSON data fields") that Depesche fills, in its order; status and
-- the numbers of people are fields of our own, which the manual allows. Parties that act on one footing are all source.
-- context says with the manual's words what status says: future, hypothetical, negation.
CREATE VIEW export.plover AS
WITH parties AS (
    SELECT
        e.event_id,
        CASE
            WHEN e.actor_id IS NOT NULL OR e.actor_country IS NOT NULL
                THEN struct_pack(
                    code := coalesce(e.actor_country, a1.plover_code),
                    sector := a1.plover_sector,
                    actor_text := actor.text,
                    identifer_id := e.actor_id,
                    identifer_text := e.actor_name,
                    office := actor.role
                )
        END AS actor,
        CASE
            WHEN e.recipient_id IS NOT NULL OR e.recipient_country IS NOT NULL
                THEN struct_pack(
                    code := coalesce(e.recipient_country, a2.plover_code),
                    sector := a2.plover_sector,
                    actor_text := recipient.text,
                    identifer_id := e.recipient_id,
                    identifer_text := e.recipient_name,
                    office := recipient.role
                )
        END AS recipient,
        e.event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AND e.event_mode IS DISTINCT FROM 'visit' AS is_mutual
    FROM main.events AS e
    JOIN export.event_stories AS s USING (event_id)
    JOIN main.event_mentions AS m ON m.event_mention_id = s.event_mention_id
    LEFT JOIN main.mentions AS actor ON actor.mention_id = m.actor_mention_id
    LEFT JOIN main.mentions AS recipient ON recipient.mention_id = m.recipient_mention_id
    LEFT JOIN export.entity_codes AS a1 ON a1.entity_id = e.actor_id
    LEFT JOIN export.entity_codes AS a2 ON a2.entity_id = e.recipient_id
)

SELECT
    e.event_id AS id,
    e.date_earliest AS date,
    e.date_latest AS enddate,
    list_filter([p.actor, CASE WHEN p.is_mutual THEN p.recipient END], lambda party: party IS NOT NULL) AS source,
    list_filter([CASE WHEN NOT p.is_mutual THEN p.recipient END], lambda party: party IS NOT NULL) AS recipient,
    [e.event_type] AS event,
    CASE
        WHEN e.place_id IS NOT NULL
            THEN struct_pack(
                name := e.place_name, latitude := e.latitude, longitude := e.longitude, cc3 := place.country_code
            )
    END AS event_loc,
    [m.trigger] AS event_text,
    e.quad_class AS quad_code,
    e.intensity AS event_scale,
    list_filter([e.event_mode], lambda mode: mode IS NOT NULL) AS mode,
    list_filter(
        list_append(
            string_split(code.contexts, '|'),
            CASE e.status WHEN 'planned' THEN 'future' WHEN 'hypothetical' THEN 'hypothetical'
                WHEN 'negated' THEN 'negation' END
        ),
        lambda context: context IS NOT NULL
    ) AS context,
    struct_pack(sequence := m.sentence_index, "start" := m.clause_start, "end" := m.clause_end) AS text_info,
    struct_pack(
        corpus := 'Depesche',
        citation := a.source_file,
        title := a.title,
        language := a.language,
        publication := nullif(array_to_string(a.agencies, ', '), ''),
        coder := m.extractor_version,
        codebook := 'docs/codebook.md'
    ) AS cite_info,
    m.extractor_version AS coder,
    r.finished_at::DATE AS coded_date,
    e.status,
    e.date_precision,
    e.killed_low AS dead,
    e.wounded_low AS injured
FROM main.events AS e
JOIN parties AS p USING (event_id)
JOIN export.event_codes AS code USING (event_id)
JOIN export.event_stories AS s USING (event_id)
JOIN main.articles AS a ON a.article_id = s.article_id
JOIN main.event_mentions AS m ON m.event_mention_id = s.event_mention_id
LEFT JOIN main.runs AS r USING (run_id)
LEFT JOIN main.entities AS place ON place.entity_id = e.place_id
WHERE e.date_earliest IS NOT NULL;

COMMENT ON VIEW export.plover IS
    'Events in the JSON fields of the PLOVER specification. Lossy: undated events are left out, since PLOVER requires '
    'a date; the claims of single clauses.';
