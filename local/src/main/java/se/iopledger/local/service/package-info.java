/**
 * The three services as child processes: started from their executable jars with the environment that production uses,
 * watched, started again when they die, and gone when this process is gone.
 */
@NullMarked
package se.iopledger.local.service;

import org.jspecify.annotations.NullMarked;
