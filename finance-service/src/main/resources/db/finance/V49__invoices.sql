-- Invoices, credit notes and documents that could not be read, with how far each has come.
CREATE TABLE invoice (
    invoice_id   text PRIMARY KEY,
    municipality text NOT NULL,
    state        text NOT NULL,
    because      text,
    kind         text,
    seller       text,
    seller_name  text,
    number       text,
    plain_number text,
    issued_on    date,
    received_on  date,
    payable_ore  bigint,
    left_ore     bigint,
    due_on       date,
    agreement_id text,
    tranche_id   text,
    placed_ore   bigint,
    position     bigint NOT NULL
);

-- What the agreements' streams say stands for their tranches.
CREATE TABLE invoice_put (
    agreement_id text NOT NULL,
    payable_id   text NOT NULL,
    tranche_id   text NOT NULL,
    invoice_id   text NOT NULL,
    PRIMARY KEY (agreement_id, payable_id)
);

CREATE INDEX invoice_list ON invoice (municipality, position);
CREATE INDEX invoice_waiting ON invoice (position) WHERE state IN ('UNDER_WAY', 'WAITING', 'UNREADABLE');
CREATE INDEX invoice_put_of_invoice ON invoice_put (invoice_id);
CREATE INDEX invoice_of_seller ON invoice (municipality, seller, plain_number);

GRANT SELECT, INSERT, UPDATE, DELETE ON invoice, invoice_put TO "${appRole}";
