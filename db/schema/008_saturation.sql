-- Where a recorded signal was at the end of its digitiser's range: [[from_s, to_s], ...] as JSON, on the run's time axis.
-- What stands there is not the signal. NULL: nowhere, or the device that gave the signal cannot say.
ALTER TABLE signals ADD COLUMN saturated TEXT;
