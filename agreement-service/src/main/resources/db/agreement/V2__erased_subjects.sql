-- Who is erased, by opaque id; kept by the projection "erased-subjects" and rebuilt from the log.
CREATE TABLE erased_subject (
    data_subject text PRIMARY KEY,
    agreement_id text NOT NULL,
    municipality text NOT NULL,
    erased_on    date NOT NULL,
    ground       text NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON erased_subject TO "${appRole}";
