-- The stand-in keeps nothing but its log.
GRANT USAGE ON SCHEMA service TO "${appRole}";
