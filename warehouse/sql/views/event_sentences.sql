-- Grain: one row per event mention. Question: which words of which article stand behind an event, what do they claim,
-- and why were they taken for a report of it?
CREATE VIEW main.event_sentences AS
SELECT
    m.event_id,
    m.event_mention_id,
    m.article_id,
    a.source_file,
    a.published_earliest,
    a.published_latest,
    a.agencies,
    a.duplicate_of,
    m.event_type,
    m.event_mode,
    m.status,
    actor.name AS actor_name,
    m.actor_country,
    recipient.name AS recipient_name,
    m.recipient_country,
    attributed_to.name AS attributed_to_name,
    m.date_earliest,
    m.date_latest,
    place.name AS place_name,
    m.join_rule,
    m.score,
    m.trigger_start,
    m.trigger_end,
    substr(a.body, greatest(m.trigger_start - 150, 0) + 1, least(m.trigger_start, 150)) AS words_before,
    m.trigger,
    substr(a.body, m.trigger_end + 1, 150) AS words_behind
FROM main.event_mentions AS m
JOIN main.articles AS a USING (article_id)
LEFT JOIN main.entities AS actor ON actor.entity_id = m.actor_id
LEFT JOIN main.entities AS recipient ON recipient.entity_id = m.recipient_id
LEFT JOIN main.entities AS attributed_to ON attributed_to.entity_id = m.attributed_to_id
LEFT JOIN main.entities AS place ON place.entity_id = m.place_id;

COMMENT ON VIEW main.event_sentences IS
    'Each event mention with its claim and the words of the article around its trigger.';
COMMENT ON COLUMN main.event_sentences.event_id IS 'The event; null while none is settled.';
COMMENT ON COLUMN main.event_sentences.event_mention_id IS 'The mention.';
COMMENT ON COLUMN main.event_sentences.article_id IS 'The article.';
COMMENT ON COLUMN main.event_sentences.source_file IS 'Its file.';
COMMENT ON COLUMN main.event_sentences.published_earliest IS 'First day of publication by the header.';
COMMENT ON COLUMN main.event_sentences.published_latest IS 'Last such day.';
COMMENT ON COLUMN main.event_sentences.agencies IS 'Agencies that the article credits.';
COMMENT ON COLUMN main.event_sentences.duplicate_of IS 'The first article of which this one is a near-copy.';
COMMENT ON COLUMN main.event_sentences.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN main.event_sentences.event_mode IS 'How it was done; null if nothing tells.';
COMMENT ON COLUMN main.event_sentences.status IS 'actual, planned, hypothetical or negated.';
COMMENT ON COLUMN main.event_sentences.actor_name IS 'Who acts.';
COMMENT ON COLUMN main.event_sentences.actor_country IS 'For which state.';
COMMENT ON COLUMN main.event_sentences.recipient_name IS 'To whom it is done.';
COMMENT ON COLUMN main.event_sentences.recipient_country IS 'Of which state.';
COMMENT ON COLUMN main.event_sentences.attributed_to_name IS 'Whose claim it is; null if nobody is named.';
COMMENT ON COLUMN main.event_sentences.date_earliest IS 'First day on which it can lie, by this mention.';
COMMENT ON COLUMN main.event_sentences.date_latest IS 'Last such day.';
COMMENT ON COLUMN main.event_sentences.place_name IS 'Where; null if unknown.';
COMMENT ON COLUMN main.event_sentences.join_rule IS 'Why the mention was taken for a report of the event.';
COMMENT ON COLUMN main.event_sentences.score IS 'How sure the coding is, 0 to 1.';
COMMENT ON COLUMN main.event_sentences.trigger_start IS 'Offset of the trigger in articles.body.';
COMMENT ON COLUMN main.event_sentences.trigger_end IS 'Offset behind it.';
COMMENT ON COLUMN main.event_sentences.words_before IS 'Up to 150 characters before the trigger.';
COMMENT ON COLUMN main.event_sentences.trigger IS 'The words that report the event.';
COMMENT ON COLUMN main.event_sentences.words_behind IS '150 characters behind the trigger.';
