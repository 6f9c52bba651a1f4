"""Who answers what: each desk knows the parameters, filters and rules of its endpoints."""
