-- Grain: one row per month and pair of states, whoever acts. Question: do two states grow friends or foes?
-- An event counts in the month of its earliest day; denied and merely conceivable ones are left out.
CREATE VIEW marts.dyad_balance AS
SELECT
    date_trunc('month', date_earliest)::DATE AS month,
    least(actor_country, recipient_country) AS country_code,
    greatest(actor_country, recipient_country) AS other_code,
    count(*) FILTER (WHERE quad_class <= 2) AS cooperation_count,
    count(*) FILTER (WHERE quad_class >= 3) AS conflict_count,
    round((count(*) FILTER (WHERE quad_class <= 2) - count(*) FILTER (WHERE quad_class >= 3)) / count(*), 3) AS balance,
    round(avg(intensity), 2) AS mean_intensity,
    sum(intensity) AS intensity_sum
FROM main.events
WHERE date_earliest IS NOT NULL AND actor_country <> recipient_country AND status IN ('actual', 'planned')
GROUP BY ALL;

COMMENT ON VIEW marts.dyad_balance IS 'Cooperation against conflict between two states, month by month.';
COMMENT ON COLUMN marts.dyad_balance.month IS 'First day of the month.';
COMMENT ON COLUMN marts.dyad_balance.country_code IS 'One of the states, the first by alphabet.';
COMMENT ON COLUMN marts.dyad_balance.other_code IS 'The other state.';
COMMENT ON COLUMN marts.dyad_balance.cooperation_count IS 'Events of verbal or material cooperation.';
COMMENT ON COLUMN marts.dyad_balance.conflict_count IS 'Events of verbal or material conflict.';
COMMENT ON COLUMN marts.dyad_balance.balance IS
    'Cooperation less conflict as a share of both: 1 all cooperation, -1 all conflict.';
COMMENT ON COLUMN marts.dyad_balance.mean_intensity IS 'Mean intensity, -10 (hostile) to 10 (cooperative).';
COMMENT ON COLUMN marts.dyad_balance.intensity_sum IS 'Sum of intensities: weighs how much happened as well.';
