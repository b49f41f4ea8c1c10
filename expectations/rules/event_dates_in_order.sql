-- table: events
-- column: date_earliest
-- severity: critical
-- why: An interval of days runs forward and has both bounds or none; half a bound would be read as a day.
SELECT event_id, date_earliest, date_latest
FROM staged.main.events
WHERE date_earliest > date_latest OR (date_earliest IS NULL) <> (date_latest IS NULL)
