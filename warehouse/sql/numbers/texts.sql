-- Grain: one row per text, an article with its near-copies. Question: which number stands for it?
-- Numbers stand for ids while marts are made: what is grouped, sorted and joined takes four bytes then, not sixteen.
CREATE TEMP TABLE numbered_texts AS
SELECT text_id, row_number() OVER ()::INTEGER AS text_number
FROM (SELECT DISTINCT coalesce(duplicate_of, article_id) AS text_id FROM these_articles);
