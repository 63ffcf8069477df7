-- What can be paid of each tranche, as the plan has it.
CREATE TABLE payable_tranche (
    agreement_id text NOT NULL,
    tranche_id   text NOT NULL,
    municipality text NOT NULL,
    payer        text NOT NULL,
    recipient    text NOT NULL,
    due_date     date,
    payable_ore  bigint NOT NULL,
    planned_ore  bigint NOT NULL,
    by_invoice   boolean NOT NULL,
    here         boolean NOT NULL,
    PRIMARY KEY (agreement_id, tranche_id)
);

-- What became of payables; it stays when a schedule is replaced or withdrawn. An invoice has a number, a tranche has none.
CREATE TABLE payable (
    agreement_id   text NOT NULL,
    payable_id     text NOT NULL,
    tranche_id     text NOT NULL,
    invoice_number text,
    invoice_ore    bigint,
    pay_by         date,
    registered_by  text,
    taken_back     boolean NOT NULL DEFAULT false,
    examined_by    text,
    approved_by    text,
    refused_why    text,
    order_id       text,
    settled_ore    bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (agreement_id, payable_id)
);

-- What was attested of a payable when it was confirmed for an order, in case the payment comes to nothing.
CREATE TABLE payable_order (
    agreement_id text NOT NULL,
    payable_id   text NOT NULL,
    order_id     text NOT NULL,
    amount_ore   bigint NOT NULL,
    examined_by  text,
    approved_by  text,
    PRIMARY KEY (agreement_id, payable_id, order_id)
);

CREATE TABLE payment_hold (
    agreement_id text NOT NULL,
    hold_id      text NOT NULL,
    recipient    text,
    released     boolean NOT NULL,
    hold         jsonb NOT NULL,
    PRIMARY KEY (agreement_id, hold_id)
);

-- What was heard of reports and meetings that are overdue, until it is told that they are asked for no more.
CREATE TABLE overdue_obligation (
    agreement_id  text NOT NULL,
    obligation_id text NOT NULL,
    due_date      date NOT NULL,
    PRIMARY KEY (agreement_id, obligation_id)
);

CREATE INDEX payable_tranche_by_day ON payable_tranche (municipality, due_date, agreement_id, tranche_id) WHERE here;
CREATE INDEX payable_by_tranche ON payable (agreement_id, tranche_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON payable_tranche, payable, payable_order, payment_hold, overdue_obligation TO "${appRole}";

-- The notices, rescissions and exclusions that were told of agreements, and what may be claimed back because of them.
CREATE TABLE way_out_used (
    agreement_id text NOT NULL,
    used_id      text NOT NULL,
    exit_id      text,
    repayments   jsonb NOT NULL,
    -- Place of the fact in the agreement's own stream, by which a correction voids it; and of one that takes it back.
    fact           bigint NOT NULL,
    withdrawn_fact bigint,
    PRIMARY KEY (agreement_id, used_id)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON way_out_used TO "${appRole}";
