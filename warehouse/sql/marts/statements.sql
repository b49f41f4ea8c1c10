-- Grain: one row per event mention that somebody says, or that is an act of speech. Question: who says what about whom?
-- The speaker is the one to whom the article attributes the claim, else the actor of a verbal act (quad classes 1 and 3).
CREATE TABLE marts.statements AS
SELECT
    coalesce(m.attributed_to_id, m.actor_id) AS speaker_id,
    speaker.name AS speaker_name,
    speaker.country_code AS speaker_country,
    m.attributed_to_id IS NOT NULL AS is_attributed,
    m.event_type,
    m.event_mode,
    m.status,
    actor.name AS actor_name,
    recipient.name AS recipient_name,
    coalesce(a.inferred_earliest, a.published_earliest) AS published_earliest,
    coalesce(a.inferred_latest, a.published_latest) AS published_latest,
    m.event_mention_id,
    m.event_id,
    m.article_id,
    trim(substr(a.body, m.clause_start + 1, m.clause_end - m.clause_start)) AS clause
FROM these_event_mentions AS m
JOIN these_articles AS a USING (article_id)
JOIN main.entities AS speaker ON speaker.entity_id = coalesce(m.attributed_to_id, m.actor_id)
LEFT JOIN main.entities AS actor ON actor.entity_id = m.actor_id
LEFT JOIN main.entities AS recipient ON recipient.entity_id = m.recipient_id
WHERE m.attributed_to_id IS NOT NULL
    OR m.event_type IN ('AGREE', 'SUPPORT', 'CONCEDE', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN');

COMMENT ON TABLE marts.statements IS 'What each speaker says, clause by clause.';
COMMENT ON COLUMN marts.statements.speaker_id IS 'The entity that speaks.';
COMMENT ON COLUMN marts.statements.speaker_name IS 'Its name.';
COMMENT ON COLUMN marts.statements.speaker_country IS 'Its state.';
COMMENT ON COLUMN marts.statements.is_attributed IS
    'True where the article says whose claim it is; false where the act itself is speech.';
COMMENT ON COLUMN marts.statements.event_type IS 'PLOVER type of what is said or done.';
COMMENT ON COLUMN marts.statements.event_mode IS 'How; null if nothing tells.';
COMMENT ON COLUMN marts.statements.status IS 'actual, planned, hypothetical or negated.';
COMMENT ON COLUMN marts.statements.actor_name IS 'Who acts in what is said; null if unknown.';
COMMENT ON COLUMN marts.statements.recipient_name IS 'To whom it is done; null if unknown.';
COMMENT ON COLUMN marts.statements.published_earliest IS 'First day on which the article can have come out.';
COMMENT ON COLUMN marts.statements.published_latest IS 'Last such day.';
COMMENT ON COLUMN marts.statements.event_mention_id IS 'The mention.';
COMMENT ON COLUMN marts.statements.event_id IS 'The event.';
COMMENT ON COLUMN marts.statements.article_id IS 'The article.';
COMMENT ON COLUMN marts.statements.clause IS 'The words of the clause.';
