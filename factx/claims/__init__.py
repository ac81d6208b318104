"""Stage: quantity, event, attribution, date and source joined into claims."""

from factx.claims.engine import Findings, build_claims, load_rules

__all__ = ["Findings", "build_claims", "load_rules"]
