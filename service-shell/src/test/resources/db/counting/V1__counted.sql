CREATE TABLE counted (
    stream_id text PRIMARY KEY,
    total     bigint NOT NULL
);

CREATE TABLE heard (
    position bigint PRIMARY KEY,
    stream_id text NOT NULL
);

GRANT USAGE ON SCHEMA service TO "${appRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON counted, heard TO "${appRole}";
