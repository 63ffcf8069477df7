-- Payment orders, and which of them have something left to do.
CREATE TABLE payment_order (
    order_id     text PRIMARY KEY,
    municipality text NOT NULL,
    payment_date date NOT NULL,
    lines        integer NOT NULL,
    standing     text NOT NULL,
    to_pass_on   integer NOT NULL
);

CREATE INDEX payment_order_to_do ON payment_order (payment_date, order_id) WHERE standing = 'RECORDED' OR to_pass_on > 0;
CREATE INDEX payment_order_by_day ON payment_order (municipality, payment_date DESC, order_id);

-- What was approved once and has not been paid; whether it may be ordered is asked of its agreement's stream.
CREATE TABLE approved_payable (
    agreement_id text NOT NULL,
    payable_id   text NOT NULL,
    municipality text NOT NULL,
    PRIMARY KEY (agreement_id, payable_id)
);

CREATE INDEX approved_payable_of ON approved_payable (municipality, agreement_id, payable_id);

-- Files that came from banks.
CREATE TABLE bank_file (
    import_id    text PRIMARY KEY,
    municipality text NOT NULL,
    message      text NOT NULL,
    message_id   text NOT NULL,
    recorded_at  timestamptz NOT NULL,
    taken_in     boolean NOT NULL,
    open         integer NOT NULL
);

CREATE INDEX bank_file_by_time ON bank_file (municipality, recorded_at DESC, import_id);

-- Their bytes until they are taken in, so that a broken intake goes on. They name people whom this ledger does not know,
-- so nothing is kept longer.
CREATE TABLE bank_file_content (
    import_id text PRIMARY KEY,
    content   bytea NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON payment_order, approved_payable, bank_file, bank_file_content TO "${appRole}";

-- The version of each agreement up to which everything has had its effect here: a payment waits for it. All of it is heard
-- anew, since releases before this one did not keep it.
DELETE FROM heard_agreement;
ALTER TABLE heard_agreement ADD COLUMN stream_version bigint;
