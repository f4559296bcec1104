-- Links to choose a new password are known by their hash only. Those that stood here in clear are void: they lived an hour.
DELETE FROM verifications;
ALTER TABLE verifications ADD CONSTRAINT verifications_hashed CHECK (identifier ~ '^sha256:[0-9a-f]{64}$');
