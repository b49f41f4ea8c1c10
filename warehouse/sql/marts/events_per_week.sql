-- Grain: one row per week, event type, status and pair of states. Question: how do cooperation and conflict go week by week?
-- An event whose bounds lie inside a week is certain there; one whose bounds reach over several is possible in each
-- of them. Events that nothing dates, or only to more than a year, are left out.
CREATE VIEW marts.events_per_week AS
SELECT
    week,
    event_type,
    quad_class,
    status,
    actor_country,
    recipient_country,
    certain_count,
    possible_count,
    mention_count,
    round(intensity_sum / possible_count, 2) AS mean_intensity
FROM marts.event_weeks;

COMMENT ON VIEW marts.events_per_week IS 'Events per week by type, status and pair of states: those that certainly and those that possibly lie in it.';
COMMENT ON COLUMN marts.events_per_week.week IS 'Monday of the week.';
COMMENT ON COLUMN marts.events_per_week.event_type IS 'PLOVER event type.';
COMMENT ON COLUMN marts.events_per_week.quad_class IS
    '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.';
COMMENT ON COLUMN marts.events_per_week.status IS 'actual, planned, hypothetical or negated.';
COMMENT ON COLUMN marts.events_per_week.actor_country IS 'State of the actor; null if none is known.';
COMMENT ON COLUMN marts.events_per_week.recipient_country IS 'State of the recipient; null if none is known.';
COMMENT ON COLUMN marts.events_per_week.certain_count IS 'Events whose bounds lie inside the week.';
COMMENT ON COLUMN marts.events_per_week.possible_count IS
    'Events whose bounds touch the week, the certain ones among them.';
COMMENT ON COLUMN marts.events_per_week.mention_count IS 'Reports of the possible events, sentence by sentence.';
COMMENT ON COLUMN marts.events_per_week.mean_intensity IS
    'Mean intensity of the possible events, -10 (hostile) to 10 (cooperative).';
