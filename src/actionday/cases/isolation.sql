-- Who may read and write which row. Every table with a unit's or a platform's data is under forced
-- row-level security, keyed on who acts (tenancy/acting.py sets it for as long as a transaction
-- lasts). What nobody is granted here is not there for them.
--
-- Four kinds of actor: the program itself (workers, commands), a member, a machine of a unit or
-- platform (no member), and nobody, who sees nothing.

CREATE FUNCTION acts_as_program() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT coalesce(current_setting('actionday.role', true) = 'program', false) $$;

CREATE FUNCTION acting_member() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('actionday.member', true), '')::bigint $$;

CREATE FUNCTION acting_unit() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('actionday.unit', true), '')::bigint $$;

CREATE FUNCTION acting_platform() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('actionday.platform', true), '')::bigint $$;

-- What follows looks into tables that the actor may not read whole, so it runs as the owner; in
-- plpgsql, which keeps its plans for the session.

CREATE FUNCTION has_role(wanted text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT EXISTS (SELECT FROM tenancy_member
                  WHERE id = acting_member() AND is_active AND wanted = ANY (roles))); END $$;

CREATE FUNCTION coordinated_days() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(id), '{}') FROM cases_actionday
   WHERE coordinator_id = acting_unit() AND has_role('coordinator')); END $$;

-- The days that the acting unit takes part in: it has accepted, or it coordinates.
CREATE FUNCTION acting_days() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(day_id), '{}') FROM (
     SELECT day_id FROM cases_unitpart WHERE unit_id = acting_unit() AND accepted_at IS NOT NULL
     UNION SELECT id FROM cases_actionday WHERE coordinator_id = acting_unit()) AS days); END $$;

-- Those and the days that the acting unit or platform is invited to.
CREATE FUNCTION known_days() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT coalesce(array_agg(day_id), '{}') || acting_days() FROM (
     SELECT day_id FROM cases_unitpart WHERE unit_id = acting_unit()
     UNION SELECT day_id FROM cases_platformpart WHERE platform_id = acting_platform()) AS days); END $$;

CREATE FUNCTION day_of(piece uuid) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT day_id FROM cases_item WHERE id = piece); END $$;

CREATE FUNCTION was_sent_to_actor(piece uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT EXISTS (SELECT FROM cases_referral
                  WHERE item_id = piece AND platform_id = acting_platform())); END $$;

CREATE FUNCTION was_found_by_actor(piece uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT EXISTS (SELECT FROM cases_sighting
                  WHERE item_id = piece AND unit_id = acting_unit())); END $$;

CREATE FUNCTION was_judged_by_actor(piece uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT EXISTS (SELECT FROM cases_assessment
                  WHERE item_id = piece AND member_id = acting_member())); END $$;

CREATE FUNCTION is_claimed_by_actor(piece uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT EXISTS (SELECT FROM cases_claim
                  WHERE item_id = piece AND member_id = acting_member() AND expires_at > now())); END $$;

CREATE FUNCTION is_consulted_by_actor(piece uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT has_role('auditor') AND EXISTS (
     SELECT FROM cases_consultation
     WHERE item_id = piece AND member_id = acting_member() AND until > now())); END $$;

-- A coordinator sees a piece's files where they have to decide on it: a conflict, a threat to life.
CREATE FUNCTION is_on_actors_desk(piece uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT day_of(piece) = ANY (coordinated_days()) AND (
     EXISTS (SELECT FROM cases_conflict WHERE item_id = piece)
     OR EXISTS (SELECT FROM cases_escalation WHERE item_id = piece))); END $$;

CREATE FUNCTION may_see_files(piece uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT CASE WHEN acting_platform() IS NOT NULL THEN was_sent_to_actor(piece)
          ELSE day_of(piece) = ANY (acting_days()) AND (
                 was_found_by_actor(piece) OR is_claimed_by_actor(piece)
                 OR was_judged_by_actor(piece) OR is_on_actors_desk(piece))
               OR is_consulted_by_actor(piece) END); END $$;

-- What becomes of a piece is followed by those who found or judged it, and by the coordinator.
CREATE FUNCTION may_follow(piece uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT day_of(piece) = ANY (acting_days()) AND (
     day_of(piece) = ANY (coordinated_days())
     OR was_found_by_actor(piece) OR was_judged_by_actor(piece)
     OR EXISTS (SELECT FROM cases_item WHERE id = piece AND lead_unit_id = acting_unit()))
   OR is_consulted_by_actor(piece)); END $$;

-- Views are blind: before one's own is given nobody's, and after settlement those of one's unit.
CREATE FUNCTION may_see_view(piece uuid, of_unit bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT was_judged_by_actor(piece)
   OR EXISTS (SELECT FROM cases_item WHERE id = piece AND seat = ''
              AND (of_unit = acting_unit() OR day_id = ANY (coordinated_days())))
   OR is_consulted_by_actor(piece)); END $$;

CREATE FUNCTION takes_side(of_conflict bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT EXISTS (SELECT FROM cases_conflictside
                  WHERE conflict_id = of_conflict AND unit_id = acting_unit())); END $$;

-- Nobody settles a conflict over their own find. The coordinator does; where their unit found the
-- piece or takes a side, a lead or legal reviewer of a unit of the day that does neither.
CREATE FUNCTION may_settle(of_conflict bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT EXISTS (
     SELECT FROM cases_conflict c JOIN cases_actionday d ON d.id = c.day_id
     WHERE c.id = of_conflict AND c.day_id = ANY (acting_days())
       AND NOT was_found_by_actor(c.item_id) AND NOT takes_side(c.id)
       AND (c.day_id = ANY (coordinated_days())
            OR (has_role('unit_lead') OR has_role('legal_reviewer')) AND (
                 EXISTS (SELECT FROM cases_sighting s
                         WHERE s.item_id = c.item_id AND s.unit_id = d.coordinator_id)
                 OR EXISTS (SELECT FROM cases_conflictside s
                            WHERE s.conflict_id = c.id AND s.unit_id = d.coordinator_id))))); END $$;

-- Every protected table: forced, open to the program, and to its owner, who migrates and flushes.
-- PostgreSQL tries a table's policies from the last name to the first: `whole` comes before those
-- that call a function for each row, so that the program does not pay for what others may not see.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'cases_actionday', 'cases_actionday_initiators', 'cases_assessment', 'cases_availabilitycheck',
    'cases_capture', 'cases_claim', 'cases_conflict', 'cases_conflictside', 'cases_consultation',
    'cases_decision', 'cases_escalation', 'cases_family', 'cases_fingerprint', 'cases_hold',
    'cases_item', 'cases_packet', 'cases_platformpart', 'cases_referral', 'cases_resemblance',
    'cases_sendingapproval', 'cases_sighting', 'cases_terms', 'cases_unitpart',
    'ledger_entry', 'ledger_log',
    'tenancy_invitation', 'tenancy_member', 'tenancy_platform', 'tenancy_storedanswer',
    'tenancy_token', 'tenancy_unit'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true)', name);
    EXECUTE format('CREATE POLICY whole ON %I USING ((SELECT acts_as_program()))', name);
  END LOOP;
END $$;

-- The day: who takes part knows it, who is invited knows what they are invited to.
CREATE POLICY reading ON cases_actionday FOR SELECT USING (
  id = ANY ((SELECT known_days())::bigint[]) OR (SELECT has_role('auditor'))
  OR coordinator_id = (SELECT acting_unit()));  -- a day just made is in none of the lists yet
CREATE POLICY planning ON cases_actionday FOR INSERT WITH CHECK (
  coordinator_id = (SELECT acting_unit()) AND (SELECT has_role('coordinator')));
CREATE POLICY running ON cases_actionday FOR UPDATE USING (
  id = ANY ((SELECT coordinated_days())::bigint[]));
CREATE POLICY undoing ON cases_actionday FOR DELETE USING (
  id = ANY ((SELECT coordinated_days())::bigint[]) AND state = 'planned');

CREATE POLICY reading ON cases_actionday_initiators FOR SELECT USING (
  actionday_id = ANY ((SELECT known_days())::bigint[]) OR (SELECT has_role('auditor')));
CREATE POLICY planning ON cases_actionday_initiators USING (
  actionday_id = ANY ((SELECT coordinated_days())::bigint[]));

CREATE POLICY reading ON cases_unitpart FOR SELECT USING (
  day_id = ANY ((SELECT acting_days())::bigint[]) OR unit_id = (SELECT acting_unit())
  OR (SELECT has_role('auditor')));
CREATE POLICY answering ON cases_unitpart FOR UPDATE USING (unit_id = (SELECT acting_unit()));
CREATE POLICY planning ON cases_unitpart USING (
  day_id = ANY ((SELECT coordinated_days())::bigint[]));

CREATE POLICY reading ON cases_platformpart FOR SELECT USING (
  day_id = ANY ((SELECT known_days())::bigint[]) AND (SELECT acting_platform()) IS NULL
  OR platform_id = (SELECT acting_platform()) OR (SELECT has_role('auditor')));
CREATE POLICY answering ON cases_platformpart FOR UPDATE USING (
  platform_id = (SELECT acting_platform()));
CREATE POLICY planning ON cases_platformpart USING (
  day_id = ANY ((SELECT coordinated_days())::bigint[]));

CREATE POLICY reading ON cases_terms FOR SELECT USING (
  day_id = ANY ((SELECT known_days())::bigint[]) AND (SELECT acting_platform()) IS NULL
  OR platform_id = (SELECT acting_platform()) OR (SELECT has_role('auditor')));
CREATE POLICY planning ON cases_terms USING (
  day_id = ANY ((SELECT coordinated_days())::bigint[]));

CREATE POLICY own ON cases_sendingapproval USING (unit_id = (SELECT acting_unit()));
CREATE POLICY watching ON cases_sendingapproval FOR SELECT USING (
  day_id = ANY ((SELECT coordinated_days())::bigint[]));

-- The day's: pieces, families, fingerprints, resemblances, what was seen at the address.
CREATE POLICY reading ON cases_item FOR SELECT USING (
  day_id = ANY ((SELECT acting_days())::bigint[])
  OR (SELECT acting_platform()) IS NOT NULL AND was_sent_to_actor(id)
  OR (SELECT has_role('auditor')));
CREATE POLICY finding ON cases_item FOR INSERT WITH CHECK (
  day_id = ANY ((SELECT acting_days())::bigint[]) AND lead_unit_id = (SELECT acting_unit()));
CREATE POLICY moving ON cases_item FOR UPDATE USING (
  day_id = ANY ((SELECT acting_days())::bigint[]));

CREATE POLICY reading ON cases_family FOR SELECT USING (
  day_id = ANY ((SELECT acting_days())::bigint[]) OR (SELECT has_role('auditor')));
CREATE POLICY reading ON cases_fingerprint FOR SELECT USING (
  day_of(item_id) = ANY ((SELECT acting_days())::bigint[]) OR (SELECT has_role('auditor')));
CREATE POLICY reading ON cases_resemblance FOR SELECT USING (
  day_of(item_id) = ANY ((SELECT acting_days())::bigint[]) OR (SELECT has_role('auditor')));
CREATE POLICY reading ON cases_availabilitycheck FOR SELECT USING (
  day_of(item_id) = ANY ((SELECT acting_days())::bigint[]) OR (SELECT has_role('auditor')));

-- A claim, a find or a view grants a piece's files; so does a referral to its platform.
CREATE POLICY reading ON cases_capture FOR SELECT USING (may_see_files(item_id));

-- The unit's: sightings and their notes, holds, sides in a conflict.
CREATE POLICY own ON cases_sighting USING (
  unit_id = (SELECT acting_unit()) AND day_of(item_id) = ANY ((SELECT acting_days())::bigint[]));
CREATE POLICY own ON cases_hold USING (
  unit_id = (SELECT acting_unit()) AND day_of(item_id) = ANY ((SELECT acting_days())::bigint[]));
CREATE POLICY watching ON cases_hold FOR SELECT USING (
  day_of(item_id) = ANY ((SELECT coordinated_days())::bigint[]));
CREATE POLICY reading ON cases_conflict FOR SELECT USING (
  day_id = ANY ((SELECT coordinated_days())::bigint[]) OR takes_side(id) OR may_settle(id));
CREATE POLICY opening ON cases_conflict FOR INSERT WITH CHECK (
  day_id = ANY ((SELECT acting_days())::bigint[]));
CREATE POLICY settling ON cases_conflict FOR UPDATE USING (may_settle(id));
CREATE POLICY own ON cases_conflictside USING (unit_id = (SELECT acting_unit()));
CREATE POLICY watching ON cases_conflictside FOR SELECT USING (
  may_settle(conflict_id)
  OR EXISTS (SELECT FROM cases_conflict c WHERE c.id = conflict_id
             AND c.day_id = ANY ((SELECT coordinated_days())::bigint[])));
CREATE POLICY own ON cases_escalation USING (
  unit_id = (SELECT acting_unit()) AND day_of(item_id) = ANY ((SELECT acting_days())::bigint[]));
CREATE POLICY desk ON cases_escalation FOR ALL USING (
  day_of(item_id) = ANY ((SELECT coordinated_days())::bigint[]));

-- The person's: a lease, a view, an auditor's look.
CREATE POLICY own ON cases_claim USING (member_id = (SELECT acting_member()));
CREATE POLICY reading ON cases_assessment FOR SELECT USING (
  member_id = (SELECT acting_member()) OR may_see_view(item_id, unit_id));
CREATE POLICY giving ON cases_assessment FOR INSERT WITH CHECK (
  member_id = (SELECT acting_member()) AND unit_id = (SELECT acting_unit())
  AND day_of(item_id) = ANY ((SELECT acting_days())::bigint[]));
CREATE POLICY own ON cases_consultation FOR SELECT USING (member_id = (SELECT acting_member()));
CREATE POLICY asking ON cases_consultation FOR INSERT WITH CHECK (
  member_id = (SELECT acting_member()) AND (SELECT has_role('auditor')));

-- The exchange: the platform sees what was sent to it, the units what became of their pieces.
CREATE POLICY reading ON cases_packet FOR SELECT USING (
  unit_id = (SELECT acting_unit()) OR platform_id = (SELECT acting_platform())
  OR day_id = ANY ((SELECT acting_days())::bigint[]) OR (SELECT has_role('auditor')));
CREATE POLICY reading ON cases_referral FOR SELECT USING (
  platform_id = (SELECT acting_platform())
  OR (SELECT acting_platform()) IS NULL AND may_follow(item_id));
CREATE POLICY answering ON cases_referral FOR UPDATE USING (
  platform_id = (SELECT acting_platform()));
CREATE POLICY reading ON cases_decision FOR SELECT USING (
  EXISTS (SELECT FROM cases_referral r WHERE r.id = referral_id));
CREATE POLICY deciding ON cases_decision FOR INSERT WITH CHECK (
  EXISTS (SELECT FROM cases_referral r
          WHERE r.id = referral_id AND r.platform_id = (SELECT acting_platform())));

-- The directory of units and platforms is known to all who take part; people only to their own.
CREATE POLICY reading ON tenancy_unit FOR SELECT USING (
  (SELECT acting_member()) IS NOT NULL OR (SELECT acting_unit()) IS NOT NULL);
CREATE POLICY administering ON tenancy_unit USING ((SELECT has_role('administrator')));
CREATE POLICY reading ON tenancy_platform FOR SELECT USING (
  (SELECT acting_platform()) IS NULL
  AND ((SELECT acting_member()) IS NOT NULL OR (SELECT acting_unit()) IS NOT NULL)
  OR id = (SELECT acting_platform()));
CREATE POLICY administering ON tenancy_platform USING ((SELECT has_role('administrator')));
CREATE POLICY reading ON tenancy_member FOR SELECT USING (
  id = (SELECT acting_member()) OR unit_id = (SELECT acting_unit())
  OR platform_id = (SELECT acting_platform()) OR (SELECT has_role('administrator')));
CREATE POLICY self ON tenancy_member FOR UPDATE USING (id = (SELECT acting_member()));
CREATE POLICY by_lead ON tenancy_member FOR UPDATE USING (
  unit_id = (SELECT acting_unit())
  AND ((SELECT has_role('unit_lead')) OR (SELECT has_role('coordinator')))
  OR platform_id = (SELECT acting_platform()) AND (SELECT has_role('platform_lead'))
  OR (SELECT has_role('administrator')));
CREATE POLICY own ON tenancy_token USING (
  member_id = (SELECT acting_member())
  OR unit_id = (SELECT acting_unit()) OR platform_id = (SELECT acting_platform()));
CREATE POLICY own ON tenancy_storedanswer USING (
  EXISTS (SELECT FROM tenancy_token t WHERE t.id = token_id));
CREATE POLICY by_lead ON tenancy_invitation USING (
  unit_id = (SELECT acting_unit())
  AND ((SELECT has_role('unit_lead')) OR (SELECT has_role('coordinator')))
  OR platform_id = (SELECT acting_platform()) AND (SELECT has_role('platform_lead'))
  OR (SELECT has_role('administrator')));

-- The ledger: origins and checkpoints are public; entries are the program's and the auditor's, and
-- are added through ledger_append() alone, which therefore runs as the owner.
CREATE POLICY reading ON ledger_log FOR SELECT USING (true);
CREATE POLICY making ON ledger_log FOR INSERT WITH CHECK ((SELECT has_role('coordinator')));
CREATE POLICY auditing ON ledger_entry FOR SELECT USING ((SELECT has_role('auditor')));
ALTER FUNCTION ledger_append SECURITY DEFINER;
ALTER FUNCTION ledger_append SET search_path = public, pg_temp;

-- A key to another party's row is refused by the database itself, whoever asks.
ALTER TABLE tenancy_member ADD CONSTRAINT member_of_unit UNIQUE (id, unit_id);
ALTER TABLE tenancy_member ADD CONSTRAINT member_of_platform UNIQUE (id, platform_id);
ALTER TABLE cases_family ADD CONSTRAINT family_of_day UNIQUE (id, day_id);
ALTER TABLE cases_item ADD CONSTRAINT item_of_day UNIQUE (id, day_id);
ALTER TABLE cases_packet ADD CONSTRAINT packet_of_platform UNIQUE (id, platform_id);
ALTER TABLE cases_sighting ADD CONSTRAINT sighting_by_own_member
  FOREIGN KEY (member_id, unit_id) REFERENCES tenancy_member (id, unit_id);
ALTER TABLE cases_assessment ADD CONSTRAINT assessment_by_own_member
  FOREIGN KEY (member_id, unit_id) REFERENCES tenancy_member (id, unit_id);
ALTER TABLE cases_hold ADD CONSTRAINT hold_by_own_member
  FOREIGN KEY (member_id, unit_id) REFERENCES tenancy_member (id, unit_id);
ALTER TABLE cases_conflictside ADD CONSTRAINT side_by_own_member
  FOREIGN KEY (member_id, unit_id) REFERENCES tenancy_member (id, unit_id);
ALTER TABLE cases_escalation ADD CONSTRAINT escalation_by_own_member
  FOREIGN KEY (raised_by_id, unit_id) REFERENCES tenancy_member (id, unit_id);
ALTER TABLE cases_sendingapproval ADD CONSTRAINT approval_by_own_member
  FOREIGN KEY (member_id, unit_id) REFERENCES tenancy_member (id, unit_id);
ALTER TABLE cases_item ADD CONSTRAINT item_in_family_of_day
  FOREIGN KEY (family_id, day_id) REFERENCES cases_family (id, day_id);
ALTER TABLE cases_item ADD CONSTRAINT item_merged_within_day
  FOREIGN KEY (merged_into_id, day_id) REFERENCES cases_item (id, day_id);
ALTER TABLE cases_conflict ADD CONSTRAINT conflict_over_item_of_day
  FOREIGN KEY (item_id, day_id) REFERENCES cases_item (id, day_id);
ALTER TABLE cases_referral ADD CONSTRAINT referral_in_packet_of_platform
  FOREIGN KEY (packet_id, platform_id) REFERENCES cases_packet (id, platform_id);

-- What a row policy cannot say, as it sees whole rows: nobody gives themselves a role or another
-- organisation, and a pause is the coordinator's to set and to end.
CREATE FUNCTION member_keeps_their_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT acts_as_program() AND NEW.id = acting_member()
     AND (NEW.roles, NEW.unit_id, NEW.platform_id, NEW.is_active)
         IS DISTINCT FROM (OLD.roles, OLD.unit_id, OLD.platform_id, OLD.is_active) THEN
    RAISE EXCEPTION 'nobody changes their own roles' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keeps_their_place BEFORE UPDATE ON tenancy_member
  FOR EACH ROW EXECUTE FUNCTION member_keeps_their_place();

CREATE FUNCTION pause_is_the_coordinators() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT acts_as_program() AND NOT NEW.day_id = ANY (coordinated_days())
     AND (NEW.paused_at, NEW.paused_why, NEW.day_id)
         IS DISTINCT FROM (OLD.paused_at, OLD.paused_why, OLD.day_id) THEN
    RAISE EXCEPTION 'a pause is the coordinator''s' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pause_is_the_coordinators BEFORE UPDATE ON cases_unitpart
  FOR EACH ROW EXECUTE FUNCTION pause_is_the_coordinators();
CREATE TRIGGER pause_is_the_coordinators BEFORE UPDATE ON cases_platformpart
  FOR EACH ROW EXECUTE FUNCTION pause_is_the_coordinators();
