-- Grain: one number per event. Question: which whole number stands for an event id?
-- GDELT counts its events; ours have ids from content, of which the first 52 bits are taken: every reader holds those
-- exactly, also as a floating point number, and two of a million events share one with a probability of 1 in 9,000.
CREATE MACRO export.event_number(event_id) AS ('0x' || event_id[:13])::BIGINT;

COMMENT ON MACRO export.event_number IS 'The GDELT number of an event: the first 52 bits of its id.';
