/**
 * What several tests of this module need: waiting with a deadline, a quickstart as a child process, and services that are
 * none. No test stands here.
 */
@NullMarked
package se.iopledger.local.testing;

import org.jspecify.annotations.NullMarked;
