-- Who may see and change which list. As `cases/isolation.sql`, on which this stands: forced, judged
-- by who acts, and what nobody is granted here is not there for them.
--
-- A unit's or platform's list is its own: its people and machines read it, its lead keeps it. The
-- house's lists are kept by the program (the command line) and read by every unit and platform as
-- far as the label allows: what is TLP:AMBER+STRICT or TLP:RED stays with its owner, list or single
-- entry. An auditor reads all but the entries that are TLP:RED.

CREATE FUNCTION own_lists() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(id), '{}') FROM lists_hashlist
   WHERE unit_id = acting_unit() OR platform_id = acting_platform()); END $$;

-- Those that the actor may change.
CREATE FUNCTION kept_lists() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(id), '{}') FROM lists_hashlist
   WHERE unit_id = acting_unit() AND has_role('unit_lead')
      OR platform_id = acting_platform() AND has_role('platform_lead')); END $$;

CREATE FUNCTION is_shareable(label text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT label IN ('clear', 'green', 'amber') $$;

CREATE FUNCTION shared_lists() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(id), '{}') FROM lists_hashlist
   WHERE unit_id IS NULL AND platform_id IS NULL AND is_shareable(tlp)
     AND (acting_unit() IS NOT NULL OR acting_platform() IS NOT NULL)); END $$;

-- Of a list that is TLP:RED, an auditor reads the entries that say themselves that they are freer.
CREATE FUNCTION red_lists() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(id), '{}') FROM lists_hashlist WHERE tlp = 'red'); END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['lists_hashlist', 'lists_hashentry', 'lists_listchange',
                              'lists_opinion', 'lists_tally', 'lists_incoming'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true)', name);
    EXECUTE format('CREATE POLICY whole ON %I USING ((SELECT acts_as_program()))', name);
  END LOOP;
END $$;

CREATE POLICY reading ON lists_hashlist FOR SELECT USING (
  unit_id = (SELECT acting_unit()) OR platform_id = (SELECT acting_platform())
  OR id = ANY ((SELECT shared_lists())::bigint[]) OR (SELECT has_role('auditor')));
CREATE POLICY making ON lists_hashlist FOR INSERT WITH CHECK (
  unit_id = (SELECT acting_unit()) AND (SELECT has_role('unit_lead'))
  OR platform_id = (SELECT acting_platform()) AND (SELECT has_role('platform_lead')));
CREATE POLICY keeping ON lists_hashlist FOR UPDATE USING (
  unit_id = (SELECT acting_unit()) AND (SELECT has_role('unit_lead'))
  OR platform_id = (SELECT acting_platform()) AND (SELECT has_role('platform_lead')));

CREATE POLICY reading ON lists_hashentry FOR SELECT USING (
  list_id = ANY ((SELECT own_lists())::bigint[])
  OR list_id = ANY ((SELECT shared_lists())::bigint[]) AND (tlp = '' OR is_shareable(tlp))
  OR (SELECT has_role('auditor')) AND tlp <> 'red'
     AND (tlp <> '' OR list_id <> ALL ((SELECT red_lists())::bigint[])));
CREATE POLICY adding ON lists_hashentry FOR INSERT WITH CHECK (
  list_id = ANY ((SELECT kept_lists())::bigint[]));
CREATE POLICY keeping ON lists_hashentry FOR UPDATE USING (
  list_id = ANY ((SELECT kept_lists())::bigint[]));

CREATE POLICY reading ON lists_listchange FOR SELECT USING (
  list_id = ANY ((SELECT own_lists())::bigint[]) OR list_id = ANY ((SELECT shared_lists())::bigint[])
  OR (SELECT has_role('auditor')));

CREATE POLICY reading ON lists_tally FOR SELECT USING (
  EXISTS (SELECT FROM lists_hashentry e
          WHERE e.id = entry_id AND e.list_id = ANY ((SELECT own_lists())::bigint[])));

CREATE POLICY clearing ON lists_tally FOR DELETE USING (
  EXISTS (SELECT FROM lists_hashentry e
          WHERE e.id = entry_id AND e.list_id = ANY ((SELECT kept_lists())::bigint[])));

-- An opinion is its member's; the owner of the list hears it, others only how many there are.
CREATE POLICY own ON lists_opinion USING (
  member_id = (SELECT acting_member())
  AND EXISTS (SELECT FROM lists_hashentry e WHERE e.id = entry_id));
CREATE POLICY hearing ON lists_opinion FOR SELECT USING (
  EXISTS (SELECT FROM lists_hashentry e
          WHERE e.id = entry_id AND e.list_id = ANY ((SELECT own_lists())::bigint[])));
