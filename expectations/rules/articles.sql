-- rule: published_bounds
-- column: published_precision
-- severity: critical
-- why: A publication interval runs forward and is as long as its precision says; unknown has no bounds.
SELECT article_id, published_earliest, published_latest, published_precision
FROM staged.main.articles
WHERE CASE published_precision
    WHEN 'unknown' THEN published_earliest IS NOT NULL OR published_latest IS NOT NULL
    WHEN 'day' THEN published_earliest IS DISTINCT FROM published_latest OR published_latest IS NULL
    WHEN 'month' THEN published_latest IS DISTINCT FROM last_day(published_earliest)
    ELSE published_latest IS DISTINCT FROM (published_earliest + INTERVAL 1 YEAR - INTERVAL 1 DAY)::DATE
END;

-- rule: inferred_bounds
-- column: inferred_rule
-- severity: critical
-- why: Days that were inferred run forward and name their rule; without a rule nobody could judge them.
SELECT article_id, inferred_earliest, inferred_latest, inferred_rule
FROM staged.main.articles
WHERE inferred_earliest > inferred_latest
    OR (inferred_rule IS NULL) <> (inferred_earliest IS NULL AND inferred_latest IS NULL);

-- rule: title_opens_body
-- column: title
-- severity: critical
-- why: The headline is the first paragraph of the body; elsewhere the offsets of its names would count another text.
SELECT article_id, title
FROM staged.main.articles
WHERE title IS NOT NULL AND NOT starts_with(body, title);

-- rule: first_of_its_copies
-- column: source_files
-- after: resolution
-- severity: critical
-- why: The file that gives the article is the first of the files that hold its bytes; a copy must not count again.
SELECT article_id, source_file, source_files
FROM staged.main.articles
WHERE source_files[1] IS DISTINCT FROM source_file;

-- rule: duplicate_of_a_first_article
-- column: duplicate_of
-- after: resolution
-- severity: critical
-- why: A near-copy points to the first article of its group, which is no copy; chains would count a report twice.
SELECT a.article_id, a.duplicate_of
FROM staged.main.articles AS a
JOIN corpus.main.articles AS o ON o.article_id = a.duplicate_of
WHERE o.duplicate_of IS NOT NULL OR a.duplicate_of = a.article_id;

-- rule: unusable_date_header
-- column: published_header
-- severity: warning
-- why: A date header that names no possible day leaves the article without a date; the upstream program errs.
SELECT article_id, source_file, published_header, header_problem
FROM staged.main.articles
WHERE header_problem IS NOT NULL;

-- rule: very_short_articles
-- column: body
-- severity: warning
-- why: An article of a sentence or less is mostly a page that was not read properly upstream.
SELECT article_id, source_file, length(body) AS characters
FROM staged.main.articles
WHERE length(body) < 100;

-- rule: very_long_articles
-- column: body
-- severity: warning
-- why: News of a hundred thousand characters is mostly several articles, or a whole site, in one file.
SELECT article_id, source_file, length(body) AS characters
FROM staged.main.articles
WHERE length(body) > 100000;

-- rule: lost_characters
-- column: body
-- severity: warning
-- why: A replacement character stands for letters that were lost upstream; names with it are found by nobody.
SELECT article_id, source_file, (length(body) - length(replace(body, chr(65533), ''))) AS lost
FROM staged.main.articles
WHERE contains(body, chr(65533));

-- rule: german_articles_without_names
-- severity: info
-- why: News names somebody; an article in which nothing was found may be in another form than we can read.
SELECT a.article_id, a.source_file
FROM staged.main.articles AS a
WHERE a.language = 'de' AND a.article_id IN (SELECT article_id FROM staged.main.codings)
    AND NOT EXISTS (SELECT 1 FROM staged.main.mentions AS m WHERE m.article_id = a.article_id);

-- rule: share_without_header
-- column: published_header
-- severity: warning
-- at most: 0.4
-- of at least: 20
-- why: Articles without a date header have no certain day; when many lack it, the upstream program has changed.
SELECT count(*) FILTER (WHERE published_header IS NULL) AS part, count(*) AS whole
FROM staged.main.articles SEMI JOIN staged.main.codings USING (article_id);

-- rule: share_repaired
-- column: repairs
-- severity: warning
-- at most: 0.1
-- of at least: 20
-- why: A few damaged texts are normal; many mean that an encoding is broken upstream, and repairs can be wrong.
SELECT count(*) FILTER (WHERE len(repairs) > 0) AS part, count(*) AS whole
FROM staged.main.articles SEMI JOIN staged.main.codings USING (article_id);

-- rule: share_of_german
-- column: language
-- severity: warning
-- at least: 0.8
-- of at least: 20
-- why: Names and events are read in German only; in another language they are missed without a word.
SELECT count(*) FILTER (WHERE language = 'de') AS part, count(*) AS whole
FROM staged.main.articles SEMI JOIN staged.main.codings USING (article_id);

-- rule: share_of_near_copies
-- column: duplicate_of
-- severity: warning
-- at most: 0.3
-- of at least: 20
-- why: Agency texts are printed often, but when a third are copies, a source is delivered twice.
SELECT count(duplicate_of) AS part, count(*) AS whole
FROM staged.main.articles SEMI JOIN staged.main.codings USING (article_id);

-- rule: volume
-- column: published_earliest
-- severity: warning
-- drift by: all
-- why: A day or month with far fewer articles than usual is an outage upstream; far more, a double delivery.
SELECT 'all' AS value, published_earliest AS day, published_precision AS resolution
FROM corpus.main.articles
WHERE published_precision IN ('day', 'month');

-- rule: volume_by_weekday
-- column: published_earliest
-- severity: warning
-- drift by: weekday
-- why: Programs that fail every Sunday go unseen in totals; each weekday keeps its share of the week.
SELECT isodow(published_earliest)::VARCHAR AS value, published_earliest AS day, published_precision AS resolution
FROM corpus.main.articles
WHERE published_precision = 'day';

-- rule: volume_by_agency
-- column: agencies
-- severity: warning
-- drift by: agency
-- why: When one agency fails, the total looks almost normal, and every count of sources is wrong.
SELECT unnest(CASE WHEN len(agencies) = 0 THEN ['none'] ELSE agencies END) AS value,
    published_earliest AS day, published_precision AS resolution
FROM corpus.main.articles
WHERE published_precision IN ('day', 'month');

-- rule: volume_by_language
-- column: language
-- severity: warning
-- drift by: language
-- why: A language that goes missing, or comes instead of another, changes what can be read at all.
SELECT language AS value, published_earliest AS day, published_precision AS resolution
FROM corpus.main.articles
WHERE published_precision IN ('day', 'month');

-- rule: volume_by_folder
-- column: source_file
-- severity: warning
-- drift by: folder
-- why: Folders at the top of the source are feeds of their own; one of them can fail alone.
SELECT CASE WHEN contains(source_file, '/') THEN split_part(source_file, '/', 1) ELSE '.' END AS value,
    published_earliest AS day, published_precision AS resolution
FROM corpus.main.articles
WHERE published_precision IN ('day', 'month');
