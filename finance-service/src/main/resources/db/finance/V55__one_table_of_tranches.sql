-- Two projections kept the same tranches, each in a table of its own and each after reading the whole log. The projection
-- "payables" keeps both now; it reads the log anew when the service starts.
DROP TABLE payable_tranche;
DELETE FROM funding_schedule;
DELETE FROM payable;
DELETE FROM payable_order;
DELETE FROM payment_hold;
DELETE FROM shell.projection_token WHERE processorname IN ('due-tranches', 'waiting-payables');

ALTER TABLE tranche
    ADD COLUMN payer       text NOT NULL,
    ADD COLUMN payable_ore bigint NOT NULL,
    ADD COLUMN by_invoice  boolean NOT NULL;

-- What changes a schedule changes most tranches of the agreement together, and none of what is indexed: with room for
-- them on the page the indexes need not follow.
ALTER TABLE tranche SET (fillfactor = 50);
