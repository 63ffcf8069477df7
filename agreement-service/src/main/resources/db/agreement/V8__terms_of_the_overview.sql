-- The versions of the terms that bind, or did, with what the list shows of them: an amendment may give an agreement another
-- name, and its reversal the old one back. Kept by the projection "agreement-overview", which shows the latest of them that
-- holds on a day by the agreement's last day.
CREATE TABLE agreement_terms_version (
    agreement_id  text NOT NULL,
    terms_version integer NOT NULL,
    from_day      date NOT NULL,
    short_name    text NOT NULL,
    title         text NOT NULL,
    -- The last day by these terms alone.
    last_day      date NOT NULL,
    PRIMARY KEY (agreement_id, terms_version)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON agreement_terms_version TO "${appRole}";
