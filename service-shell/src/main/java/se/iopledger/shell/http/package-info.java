/**
 * The HTTP edge that all services share: RFC 9457 problems, idempotent requests, limited bodies.
 *
 * <p>Boundary: knows requests and answers, and nothing of what they are about.
 */
@NullMarked
package se.iopledger.shell.http;

import org.jspecify.annotations.NullMarked;
