package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** How many representatives a party may send. */
public record Seats(@JsonPropertyDescription("Party id.") String party, int atMost) {}
