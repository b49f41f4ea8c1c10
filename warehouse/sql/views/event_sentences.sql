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
