-- table: articles
-- severity: info
-- why: News names somebody; an article in which nothing was found may be in another form than we can read.
SELECT a.article_id, a.source_file
FROM staged.main.articles AS a
WHERE a.language = 'de' AND NOT EXISTS (SELECT 1 FROM staged.main.mentions AS m WHERE m.article_id = a.article_id)
