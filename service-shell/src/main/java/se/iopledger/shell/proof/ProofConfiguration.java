package se.iopledger.shell.proof;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Brings the sealed log to HTTP. */
@Configuration
@Import(LogEndpoint.class)
public class ProofConfiguration {}
