-- :put
INSERT INTO lists_incoming (change, part, type, value, label, withdrawn, source, tlp,
                            licence, confidence, added_at, withdrawn_at)
SELECT %(change)s::bigint, %(part)s::int, type, value, coalesce(label, ''),
  coalesce(withdrawn, false), coalesce(source, ''), coalesce(tlp, ''), coalesce(licence, ''),
  confidence, added_at, withdrawn_at
FROM unnest(
  %(type)s::text[], %(value)s::text[], %(label)s::text[], %(withdrawn)s::boolean[],
  %(source)s::text[], %(tlp)s::text[], %(licence)s::text[], %(confidence)s::smallint[],
  %(added_at)s::timestamptz[], %(withdrawn_at)s::timestamptz[])
  AS given (type, value, label, withdrawn, source, tlp, licence, confidence, added_at, withdrawn_at)

-- :last
DELETE FROM lists_incoming WHERE ctid IN (
  SELECT ctid FROM (
    SELECT ctid, row_number() OVER (PARTITION BY type, key ORDER BY part DESC) AS age
    FROM lists_incoming WHERE change = %(change)s::bigint) AS rows
  WHERE age > 1)

-- :count
SELECT count(*), count(e.id),
  count(*) FILTER (WHERE i.withdrawn AND e.id IS NOT NULL AND e.withdrawn_at IS NULL),
  count(*) FILTER (WHERE NOT i.withdrawn AND e.withdrawn_at IS NOT NULL)
FROM lists_incoming i
LEFT JOIN lists_hashentry e
  ON e.list_id = %(list)s::bigint AND e.type = i.type AND e.key = i.key
WHERE i.change = %(change)s::bigint

-- :merge
INSERT INTO lists_hashentry AS e (list_id, type, value, label, source, tlp, licence, confidence,
                                  added_at, withdrawn_at, change)
SELECT %(list)s::bigint, type, value, label, source, tlp, licence, confidence,
  coalesce(added_at, %(now)s::timestamptz),
  CASE WHEN withdrawn THEN coalesce(withdrawn_at, %(now)s::timestamptz) END, change
FROM lists_incoming WHERE change = %(change)s::bigint
ON CONFLICT (list_id, type, key) DO UPDATE SET
  label = coalesce(nullif(excluded.label, ''), e.label),
  source = coalesce(nullif(excluded.source, ''), e.source),
  tlp = coalesce(nullif(excluded.tlp, ''), e.tlp),
  licence = coalesce(nullif(excluded.licence, ''), e.licence),
  confidence = coalesce(excluded.confidence, e.confidence),
  withdrawn_at = CASE WHEN excluded.withdrawn_at IS NOT NULL
                      THEN coalesce(e.withdrawn_at, excluded.withdrawn_at) END,
  change = excluded.change
WHERE (e.withdrawn_at IS NULL) <> (excluded.withdrawn_at IS NULL)
  OR excluded.label NOT IN ('', e.label) OR excluded.source NOT IN ('', e.source)
  OR excluded.tlp NOT IN ('', e.tlp) OR excluded.licence NOT IN ('', e.licence)
  OR excluded.confidence <> coalesce(e.confidence, -1)

-- :withdraw
UPDATE lists_hashentry e SET withdrawn_at = %(now)s::timestamptz, change = %(change)s::bigint
WHERE e.list_id = %(list)s::bigint AND e.withdrawn_at IS NULL AND NOT EXISTS (
  SELECT FROM lists_incoming i
  WHERE i.change = %(change)s::bigint AND i.type = e.type AND i.key = e.key)

-- :clear
DELETE FROM lists_incoming WHERE change = %(change)s::bigint
