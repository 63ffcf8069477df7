-- Lines of which an agreement does not take in what became of them, until it does or two persons have settled it by hand.
CREATE TABLE payment_order_not_taken_in (
    order_id text NOT NULL,
    line     integer NOT NULL,
    PRIMARY KEY (order_id, line)
);

-- What orders wait for that are not released, as whoever drove them last found it. It comes of asking agreement-service and
-- not of the log, so it is no projection; of an order that is released or empty it says nothing any more.
CREATE TABLE order_wait (
    order_id text PRIMARY KEY,
    what     text NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON payment_order_not_taken_in, order_wait TO "${appRole}";
