-- Grain: one row per clause that reports an event of export.gdelt_events.
-- Question: where is each event reported, in the form of the mentions table of GDELT 2.0?
-- The 16 columns of the GDELT Event Codebook V2.0 in its order. Character offsets count from 0 in articles.body, -1
-- where the clause names no such party; sentences count from 1. A text is cited (MentionType 2) by its file.
CREATE VIEW export.gdelt_mentions AS
SELECT
    e.GlobalEventID,
    e.DATEADDED AS EventTimeDate,
    strftime(coalesce(a.published_latest, a.inferred_latest, r.finished_at::DATE), '%Y%m%d000000')::BIGINT
        AS MentionTimeDate,
    2 AS MentionType,
    nullif(array_to_string(a.agencies, ', '), '') AS MentionSourceName,
    a.source_file AS MentionIdentifier,
    (m.sentence_index + 1)::INTEGER AS SentenceID,
    coalesce(actor.text_start, -1)::INTEGER AS Actor1CharOffset,
    coalesce(recipient.text_start, -1)::INTEGER AS Actor2CharOffset,
    m.trigger_start::INTEGER AS ActionCharOffset,
    1 AS InRawText,
    round(m.score * 100)::INTEGER AS Confidence,
    length(a.body)::INTEGER AS MentionDocLen,
    NULL::DOUBLE AS MentionDocTone,
    NULL::VARCHAR AS MentionDocTranslationInfo,
    NULL::VARCHAR AS Extras
FROM main.event_mentions AS m
JOIN export.gdelt_events AS e ON e.GlobalEventID = export.event_number(m.event_id)
JOIN main.articles AS a USING (article_id)
LEFT JOIN main.runs AS r USING (run_id)
LEFT JOIN main.mentions AS actor ON actor.mention_id = m.actor_mention_id
LEFT JOIN main.mentions AS recipient ON recipient.mention_id = m.recipient_mention_id;

COMMENT ON VIEW export.gdelt_mentions IS
    'The clauses behind export.gdelt_events in the 16 columns of GDELT 2.0. Lossy: the status of a clause, what it '
    'claims of the date, and whose claim it is; no tone.';
