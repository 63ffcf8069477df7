-- What holds of an agreement that is in force: its days, and the versions of its terms. All of it is heard anew, from the
-- topic's beginning: releases before this one kept no more than the terms.
DELETE FROM known_agreement;
ALTER TABLE known_agreement ADD COLUMN life jsonb;
