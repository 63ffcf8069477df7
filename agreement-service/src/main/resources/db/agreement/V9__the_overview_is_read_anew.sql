-- What the list shows of agreements that were recorded before V7 and V8 was kept without what those versions keep: which
-- fact brought what, and the versions of the terms. The log has all of it. The projection "agreement-overview" forgets its
-- rows and how far it had come, and reads them anew when the service starts.
DELETE FROM agreement_terms_version;
DELETE FROM agreement_finding_count;
DELETE FROM agreement_overview;
DELETE FROM shell.projection_token WHERE processorname = 'agreement-overview';
