/**
 * Registers the five agreements over the public HTTP API, carries them through approval and signing, waits until the
 * other services have heard, and gathers what the closing table shows. It holds no rules of agreements or of money.
 */
@NullMarked
package se.iopledger.local.demonstration;

import org.jspecify.annotations.NullMarked;
