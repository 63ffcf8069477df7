-- The last event of each index's stream, by municipality.
CREATE TABLE index_version (
    municipality text NOT NULL,
    price_index  text NOT NULL,
    as_of        bigint NOT NULL,
    PRIMARY KEY (municipality, price_index)
);

-- Which index a version of an agreement's terms follows; null where it follows none.
CREATE TABLE index_of_terms (
    agreement_id  text NOT NULL,
    terms_version integer NOT NULL,
    price_index   text,
    PRIMARY KEY (agreement_id, terms_version)
);

-- Which agreement in force follows which index, and with which event of the index it was brought up to date.
CREATE TABLE followed_index (
    agreement_id text NOT NULL,
    price_index  text NOT NULL,
    municipality text NOT NULL,
    follows      boolean NOT NULL,
    as_of        bigint NOT NULL,
    PRIMARY KEY (agreement_id, price_index)
);

CREATE INDEX followed_index_of_municipality ON followed_index (municipality, price_index, as_of) WHERE follows;

GRANT SELECT, INSERT, UPDATE, DELETE ON index_version, index_of_terms, followed_index TO "${appRole}";
