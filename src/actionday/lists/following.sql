-- Changes in the order in which they can be seen, so that who has read up to a number has missed
-- nothing (ids could: they are given before the commit). docs/decisions/0014.

-- Call it last in the transaction that wrote entries with this change: the lock is held until the
-- commit. Foreign keys are checked before it is taken: who holds it must wait for nobody.
CREATE FUNCTION publish_change(of_change bigint, of_list bigint, lock bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  given bigint;
BEGIN
  IF NOT (acts_as_program() OR of_list = ANY (kept_lists())) THEN
    RAISE EXCEPTION 'not a list of the actor' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SET CONSTRAINTS ALL IMMEDIATE;
  PERFORM pg_advisory_xact_lock(lock);
  SELECT coalesce(max(number), 0) + 1 INTO given FROM lists_listchange;
  INSERT INTO lists_listchange (id, number, list_id, at)
    VALUES (of_change, given, of_list, clock_timestamp());
  RETURN given;
END $$;

-- An entry changes only with a change of its own, and never goes: who follows would not see it.
CREATE FUNCTION entry_tells_of_its_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an entry is withdrawn, not deleted, and changes only with a new change';
END $$;
CREATE TRIGGER tells_of_its_change BEFORE UPDATE ON lists_hashentry
  FOR EACH ROW WHEN (NEW.change = OLD.change) EXECUTE FUNCTION entry_tells_of_its_change();
CREATE TRIGGER is_never_deleted BEFORE DELETE ON lists_hashentry
  FOR EACH ROW EXECUTE FUNCTION entry_tells_of_its_change();

-- Where an import waits until it is whole. Nothing of it can be seen by another transaction, and
-- nothing stays: it needs no log.
CREATE UNLOGGED TABLE lists_incoming (
  change bigint NOT NULL,
  part int NOT NULL,
  type text NOT NULL,
  value text NOT NULL,
  key uuid GENERATED ALWAYS AS (md5(value)::uuid) STORED,
  label text NOT NULL,
  source text NOT NULL,
  tlp text NOT NULL,
  licence text NOT NULL,
  confidence smallint,
  added_at timestamptz,
  withdrawn boolean NOT NULL,
  withdrawn_at timestamptz
);
