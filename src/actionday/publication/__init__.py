"""Turns a day's ledger into its report: figures, public redaction, page, PDF, table, export."""
