-- How an inbox finds an entry that ends the process: such a one leaves no failure behind, only a partition that was
-- held and an entry that was begun.
ALTER TABLE eventlog.inbox_partition
    -- Whether a consumer has the partition. If it is still so when another claims it, the first did not end in order.
    ADD COLUMN held boolean NOT NULL DEFAULT false,
    -- The position being handled; written only for a while after a consumer did not end in order.
    ADD COLUMN attempting bigint,
    -- How often the consumer ended, not in order, while that position was being handled.
    ADD COLUMN deaths integer NOT NULL DEFAULT 0 CHECK (deaths >= 0);

ALTER TABLE eventlog.dead_letter
    -- INBOX: set aside after a failure, and tried again by the inbox itself before it is left to a person.
    ADD COLUMN left_to text NOT NULL DEFAULT 'PERSON' CHECK (left_to IN ('INBOX', 'PERSON'));

GRANT UPDATE (left_to) ON eventlog.dead_letter TO "${appRole}";
