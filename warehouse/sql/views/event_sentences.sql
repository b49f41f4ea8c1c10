-- Grain: one row per event mention. Question: which words of which article stand behind an event?
CREATE VIEW main.event_sentences AS
SELECT
    m.event_id,
    m.event_mention_id,
    m.article_id,
    a.source_file,
    a.published_earliest,
    a.published_latest,
    m.event_type,
    m.status,
    actor.name AS actor_name,
    recipient.name AS recipient_name,
    m.date_earliest,
    m.date_latest,
    m.score,
    substr(a.body, greatest(m.trigger_start - 150, 0) + 1, least(m.trigger_start, 150)) AS words_before,
    m.trigger,
    substr(a.body, m.trigger_end + 1, 150) AS words_behind
FROM main.event_mentions AS m
JOIN main.articles AS a USING (article_id)
LEFT JOIN main.entities AS actor ON actor.entity_id = m.actor_id
LEFT JOIN main.entities AS recipient ON recipient.entity_id = m.recipient_id;

COMMENT ON VIEW main.event_sentences IS 'Each event mention with the words of the article around its trigger.';
