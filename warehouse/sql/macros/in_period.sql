-- Grain: one value. Question: does what is known only by its bounds lie in a period?
-- certain: wholly inside; possible: the bounds reach in, or nothing bounds it; outside: it cannot lie in the period.
CREATE MACRO main.in_period(earliest, latest, period_start, period_end) AS
CASE
    WHEN latest < period_start OR earliest > period_end THEN 'outside'
    WHEN earliest >= period_start AND latest <= period_end THEN 'certain'
    ELSE 'possible'
END;

COMMENT ON MACRO main.in_period IS
    'certain, possible or outside: how bounds lie to a period, e.g. in_period(date_earliest, date_latest, ''2022-01-01'', ''2022-01-31'').';
