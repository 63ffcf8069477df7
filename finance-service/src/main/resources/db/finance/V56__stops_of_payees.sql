-- What stops payments to a payee, whatever the agreement, for the lists of tranches and payments: only what was not ended.
-- The projection "payees" is called "payees-and-stops" from here on, and reads the log anew when the service starts: an
-- instance of before that still runs must not tell how far it has come. That goes first, which waits for whoever is just
-- storing more.
DELETE FROM shell.projection_token WHERE processorname = 'payees';
TRUNCATE payee;

CREATE TABLE payee_hold (
    payee_id     text NOT NULL,
    hold_id      text NOT NULL,
    municipality text NOT NULL,
    hold         jsonb NOT NULL,
    PRIMARY KEY (payee_id, hold_id)
);

CREATE INDEX payee_hold_by_municipality ON payee_hold (municipality);

GRANT SELECT, INSERT, UPDATE, DELETE ON payee_hold TO "${appRole}";
