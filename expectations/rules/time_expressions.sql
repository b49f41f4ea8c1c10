-- rule: time_expression_text_at_offsets
-- column: text
-- severity: critical
-- why: Provenance to the character: the offsets must give back the expression as written.
SELECT t.article_id, t.text_start, t.text_end
FROM staged.main.time_expressions AS t
JOIN staged.main.articles AS a USING (article_id)
WHERE substr(a.body, t.text_start + 1, t.text_end - t.text_start) IS DISTINCT FROM t.text;

-- rule: time_expression_dates_in_order
-- column: date_earliest
-- severity: critical
-- why: An interval of days runs forward; only fuzzy expressions (früher, bald) are open on one side.
SELECT article_id, text_start, text_end, date_earliest, date_latest
FROM staged.main.time_expressions
WHERE date_earliest > date_latest
   OR ((date_earliest IS NULL) <> (date_latest IS NULL) AND value NOT IN ('PAST_REF', 'FUTURE_REF', 'PRESENT_REF')
       AND timex_type = 'DATE');
