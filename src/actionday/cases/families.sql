-- What people say of families: who may say it, and who may read it.

-- A piece is taken out of its family, or put to another, by the day's coordinator and by the
-- investigators and leads of the units that found it or a copy of it, or have said so before.
CREATE FUNCTION may_regroup(piece uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (SELECT EXISTS (
     SELECT FROM cases_item i WHERE i.id = piece AND i.day_id = ANY (acting_days()) AND (
       i.day_id = ANY (coordinated_days())
       OR (has_role('investigator') OR has_role('unit_lead')) AND (
            EXISTS (SELECT FROM cases_sighting s JOIN cases_item c ON c.id = s.item_id
                    WHERE s.unit_id = acting_unit() AND (c.id = i.id OR c.family_id = i.family_id))
            OR EXISTS (SELECT FROM cases_regrouping r
                       WHERE r.item_id = i.id AND r.unit_id = acting_unit()))))); END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['cases_apart', 'cases_regrouping'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY owner ON %I TO CURRENT_USER USING (true)', name);
    EXECUTE format('CREATE POLICY whole ON %I USING ((SELECT acts_as_program()))', name);
  END LOOP;
END $$;

-- That two pieces are not the same is the day's, as the families are; which unit said so tells
-- that it found one of them, so it is the unit's, the coordinator's and the auditor's.
CREATE POLICY reading ON cases_apart FOR SELECT USING (
  day_id = ANY ((SELECT acting_days())::bigint[]) OR (SELECT has_role('auditor')));
CREATE POLICY own ON cases_regrouping FOR SELECT USING (
  unit_id = (SELECT acting_unit()) AND day_id = ANY ((SELECT acting_days())::bigint[]));
CREATE POLICY auditing ON cases_regrouping FOR SELECT USING ((SELECT has_role('auditor')));
CREATE POLICY watching ON cases_regrouping FOR SELECT USING (
  day_id = ANY ((SELECT coordinated_days())::bigint[]));

-- Pieces and families of one day only, and a unit's own person, whoever asks.
ALTER TABLE cases_apart ADD CONSTRAINT apart_item_of_day
  FOREIGN KEY (item_id, day_id) REFERENCES cases_item (id, day_id);
ALTER TABLE cases_apart ADD CONSTRAINT apart_other_of_day
  FOREIGN KEY (other_id, day_id) REFERENCES cases_item (id, day_id);
ALTER TABLE cases_regrouping ADD CONSTRAINT regrouping_item_of_day
  FOREIGN KEY (item_id, day_id) REFERENCES cases_item (id, day_id);
ALTER TABLE cases_regrouping ADD CONSTRAINT regrouping_left_of_day
  FOREIGN KEY (left_id, day_id) REFERENCES cases_family (id, day_id);
ALTER TABLE cases_regrouping ADD CONSTRAINT regrouping_into_of_day
  FOREIGN KEY (into_id, day_id) REFERENCES cases_family (id, day_id);
ALTER TABLE cases_regrouping ADD CONSTRAINT regrouping_by_own_member
  FOREIGN KEY (member_id, unit_id) REFERENCES tenancy_member (id, unit_id);
