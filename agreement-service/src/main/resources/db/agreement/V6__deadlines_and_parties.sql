-- What has to be done by when for agreements in force; kept by the projection "agreement-deadlines" and rebuilt from the
-- log. Beside it the terms that bind, in each version, from which the deadlines follow.
CREATE TABLE deadline_terms (
    agreement_id  text NOT NULL,
    terms_version integer NOT NULL,
    from_day      date NOT NULL,
    terms         text NOT NULL,
    PRIMARY KEY (agreement_id, terms_version)
);

CREATE TABLE deadline (
    agreement_id text NOT NULL,
    kind         text NOT NULL,
    on_day       date NOT NULL,
    municipality text NOT NULL,
    short_name   text NOT NULL,
    clauses      text NOT NULL,
    PRIMARY KEY (agreement_id, kind, on_day)
);

-- A page of the list follows this order.
CREATE INDEX deadline_in_order ON deadline (on_day, agreement_id, kind);

-- Who is a party to which agreement, by which version of the terms; kept by the projection "agreement-parties".
CREATE TABLE agreement_party (
    agreement_id        text NOT NULL,
    terms_version       integer NOT NULL,
    party               text NOT NULL,
    name                text NOT NULL,
    organisation_number text,
    PRIMARY KEY (agreement_id, terms_version, party)
);

CREATE INDEX agreement_party_by_number ON agreement_party (organisation_number, agreement_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON deadline_terms, deadline, agreement_party TO "${appRole}";
