"""One record and all that is known of it: a sale, a subscription or a person, who may be forgotten."""
