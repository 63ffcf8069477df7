package se.iopledger.contracts.schema;

/** What a schema is for. The shape is the same; what may be written in it differs. */
enum Use {
    /**
     * A fact that this system wrote. Amounts are text; nothing is bounded but the whole, by the size of an entry, since
     * a bound met later would forbid a fact that has happened.
     */
    EVENT,
    /** What somebody outside sends. Everything is bounded, and an amount may be written as a number. */
    INPUT
}
