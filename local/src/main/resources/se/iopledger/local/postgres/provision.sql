-- One service's database and its two roles. Run once per service, as superuser; running it again changes nothing but
-- the passwords. The owner migrates the schema; the app role owns nothing and is what the service works as.
--
--   psql -v ON_ERROR_STOP=1 -v database=agreement -v owner_password=… -v app_password=… -f provision.sql
--
-- The quickstart runs this same file over JDBC (Provisioning.java), which understands of psql's own language what is
-- used here: :'variable', :"variable", \gexec and \connect at the beginning or end of a line.

SELECT format('CREATE ROLE %I LOGIN', :'database' || '_owner')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'database' || '_owner')
\gexec

SELECT format('CREATE ROLE %I LOGIN', :'database' || '_app')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'database' || '_app')
\gexec

SELECT format('ALTER ROLE %I PASSWORD %L', :'database' || '_owner', :'owner_password')
\gexec

SELECT format('ALTER ROLE %I PASSWORD %L', :'database' || '_app', :'app_password')
\gexec

SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'database' || '_owner')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database')
\gexec

-- PUBLIC may connect to any database and make temporary tables in it unless told otherwise.
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;

SELECT format('GRANT CONNECT ON DATABASE %I TO %I', :'database', :'database' || '_app')
\gexec

\connect :"database"

REVOKE ALL ON SCHEMA public FROM PUBLIC;

SELECT format('ALTER SCHEMA public OWNER TO %I', :'database' || '_owner')
\gexec

SELECT format('GRANT USAGE ON SCHEMA public TO %I', :'database' || '_app')
\gexec
