-- table: time_expressions
-- column: date_earliest
-- severity: critical
-- why: An interval of days runs forward; only fuzzy expressions (früher, bald) are open on one side.
SELECT article_id, text_start, text_end, date_earliest, date_latest
FROM staged.main.time_expressions
WHERE date_earliest > date_latest
   OR ((date_earliest IS NULL) <> (date_latest IS NULL) AND value NOT IN ('PAST_REF', 'FUTURE_REF', 'PRESENT_REF')
       AND timex_type = 'DATE')
