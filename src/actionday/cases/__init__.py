"""The cases: the schema of days, pieces, evidence, assessments, referrals and decisions."""
