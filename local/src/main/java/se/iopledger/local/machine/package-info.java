/**
 * What the machine must offer before anything is started: free ports and memory. Nothing here starts anything.
 */
@NullMarked
package se.iopledger.local.machine;

import org.jspecify.annotations.NullMarked;
