/**
 * The quickstart: one process that brings up everything on one machine, shows the five agreements and takes it all down
 * again. It reaches the services only over HTTP and starts them only from their executable jars, as production does.
 */
@NullMarked
package se.iopledger.local;

import org.jspecify.annotations.NullMarked;
