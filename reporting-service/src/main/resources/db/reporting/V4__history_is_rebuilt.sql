-- The history is made anew from the journal where the two differ. What is taken out of it, or changed in it, is found by
-- comparing them: the journal takes neither.
GRANT DELETE ON history TO "${appRole}";
