-- Who judges what next, and what is held. These look beyond what the actor may see (who else has
-- claimed, judged or held a piece), tell no more than the answer, and so run as the owner.

-- A hold on a piece holds all copies in its family. Few pieces are held, so they are asked for as one
-- set. What an actor may not see of it is left out; is_held() below leaves out nothing.
CREATE FUNCTION held_pieces() RETURNS TABLE (item_id uuid, until timestamptz) LANGUAGE sql STABLE AS
$$ SELECT c.id, h.until FROM cases_hold h JOIN cases_item o ON o.id = h.item_id
   JOIN cases_item p ON p.id = coalesce(o.merged_into_id, o.id)
   JOIN cases_item c ON c.id = p.id OR c.family_id = p.family_id
   WHERE h.ended_at IS NULL AND h.until > statement_timestamp() $$;

-- That a piece is held may be told to all of the day; by whom and why may not.
CREATE FUNCTION is_held(piece uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN (acts_as_program() OR day_of(piece) = ANY (acting_days()))
   AND piece IN (SELECT item_id FROM held_pieces()); END $$;

-- Lease the oldest piece that wants a view which the acting member can give, a threat to life first;
-- or return the lease that they have. A claim or a hold committed between the look and the lock
-- leaves the lease unmade (each statement here sees what was committed before it): then look again.
CREATE FUNCTION lease_next(of_day bigint, lease_end timestamptz) RETURNS SETOF cases_claim
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  me bigint := acting_member();
  urgent boolean;
  piece record;
BEGIN
  IF me IS NULL OR NOT of_day = ANY (acting_days()) THEN
    RETURN;
  END IF;
  RETURN QUERY SELECT c.* FROM cases_claim c JOIN cases_item i ON i.id = c.item_id
    WHERE c.member_id = me AND i.day_id = of_day AND c.expires_at > statement_timestamp()
    ORDER BY c.expires_at LIMIT 1;
  IF FOUND THEN
    RETURN;
  END IF;
  -- A scalar subquery: few pieces are a threat to life, and all that wait would be gone through.
  urgent := EXISTS (SELECT FROM cases_escalation e WHERE (
    SELECT i.day_id = of_day AND i.seat <> '' FROM cases_item i WHERE i.id = e.item_id));
  LOOP
    SELECT i.id, i.seat INTO piece FROM cases_item i
      WHERE i.day_id = of_day AND i.seat <> ''
        AND (NOT urgent OR i.id IN (SELECT item_id FROM cases_escalation))
        AND i.id NOT IN (SELECT item_id FROM held_pieces())
        AND NOT EXISTS (SELECT FROM cases_claim c
                        WHERE c.item_id = i.id AND c.expires_at > statement_timestamp())
        AND NOT EXISTS (SELECT FROM cases_assessment a
                        WHERE a.item_id = i.id AND a.member_id = me)
      ORDER BY i.submitted_at LIMIT 1
      FOR NO KEY UPDATE OF i SKIP LOCKED;
    IF FOUND THEN
      RETURN QUERY INSERT INTO cases_claim AS c (item_id, seat, member_id, expires_at)
        SELECT i.id, piece.seat, me, lease_end FROM cases_item i
        WHERE i.id = piece.id AND i.id NOT IN (SELECT item_id FROM held_pieces())
        ON CONFLICT (item_id) DO UPDATE SET
          seat = excluded.seat, member_id = excluded.member_id, expires_at = excluded.expires_at
          WHERE c.expires_at <= statement_timestamp()
        RETURNING *;
      IF FOUND THEN
        RETURN;
      END IF;
    ELSIF urgent THEN
      urgent := false;
    ELSE
      RETURN;
    END IF;
  END LOOP;
END $$;

-- Whoever settles the last copies of a family locks its row, so that of two at once the later one sees
-- what the other said. Members may not change families, which locking one as themselves would need.
CREATE FUNCTION lock_family(of_family bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN PERFORM FROM cases_family WHERE id = of_family FOR NO KEY UPDATE; END $$;
