-- Grain: one row per article that holds all the words. Question: which articles speak of something?
-- This one looks for the letters as they stand, in any case, and knows no stems: method says so. `depesche sql` puts a
-- full-text search with German stems and a ranking in its place where its index was built (`depesche index`).
CREATE MACRO main.search(words) AS TABLE
SELECT
    article_id,
    title,
    coalesce(inferred_earliest, published_earliest) AS published_earliest,
    coalesce(inferred_latest, published_latest) AS published_latest,
    NULL::DOUBLE AS score,
    'letters' AS method,
    substr(
        body, greatest(strpos(lower(body), string_split(lower(trim(words)), ' ')[1]) - 60, 1), 200
    ) AS context
FROM main.articles
WHERE list_bool_and(
    list_transform(string_split(lower(trim(words)), ' '), lambda word: contains(lower(body), word))
)
ORDER BY published_earliest DESC, article_id;

COMMENT ON MACRO TABLE main.search IS
    'Articles that hold all the words, e.g. FROM search(''Nord Stream''); method tells how they were found.';
