-- Two projections kept the same tranches, each in a table of its own and each after reading the whole log. The projection
-- "payables" keeps both now; it reads the log anew when the service starts.
--
-- How far they had come goes first, which waits for whoever is just storing more and lets nobody store more after that;
-- TRUNCATE waits for the tables and leaves nothing behind.
DELETE FROM shell.projection_token WHERE processorname IN ('due-tranches', 'waiting-payables');
TRUNCATE funding_schedule, tranche, fallen_tranche, payable, payable_order, payment_hold;
DROP TABLE payable_tranche;

ALTER TABLE tranche
    ADD COLUMN payer       text NOT NULL,
    ADD COLUMN payable_ore bigint NOT NULL,
    ADD COLUMN by_invoice  boolean NOT NULL;

-- A new value of an index changes most tranches of an agreement together, and none of what is indexed: with room for them
-- on the page the indexes need not follow.
ALTER TABLE tranche SET (fillfactor = 50);
