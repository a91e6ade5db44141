"""Events by PLOVER: clauses and their verbs, what they mean, and which sides act on which."""
