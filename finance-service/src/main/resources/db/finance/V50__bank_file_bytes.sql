-- Since when the bytes of a bank's file are kept: those of a request that ended in the middle are forgotten after a day.
ALTER TABLE bank_file_content ADD COLUMN kept_at timestamptz NOT NULL DEFAULT now();
