-- Grain: one value. Question: which words of which article stand behind an event mention?
-- The inner names are long, for a macro sees those of the query that uses it.
CREATE MACRO main.snippet(id) AS (
    SELECT
        substr(
            snippet_article.body,
            greatest(snippet_mention.trigger_start - 120, 0) + 1,
            least(snippet_mention.trigger_start, 120)
        )
        || '»' || snippet_mention.trigger || '«'
        || substr(snippet_article.body, snippet_mention.trigger_end + 1, 120)
    FROM main.event_mentions AS snippet_mention
    JOIN main.articles AS snippet_article USING (article_id)
    WHERE snippet_mention.event_mention_id = id
);

COMMENT ON MACRO main.snippet IS 'The trigger of an event mention in »…« with 120 characters on either side.';
