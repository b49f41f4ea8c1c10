-- Grain: one row. Question: how much happened in the period, and how much may have?
SELECT
    (SELECT count(*) FROM temp.desk_events) AS event_count,
    (SELECT count(*) FROM main.events WHERE main.in_period(date_earliest, date_latest, $first, $last) = 'possible')
        AS possible_count,
    (
        SELECT count(*) FROM main.articles
        WHERE main.in_period(published_earliest, published_latest, $first, $last) = 'certain'
    ) AS article_count,
    (SELECT count(*) FROM temp.desk_events WHERE date_trunc($bin, date_earliest) <> date_trunc($bin, date_latest))
        AS unbinned_count;
