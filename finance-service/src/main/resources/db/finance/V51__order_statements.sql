-- How many statements of persons about an order's payments wait for a second person.
ALTER TABLE payment_order ADD COLUMN open_statements int NOT NULL DEFAULT 0;
