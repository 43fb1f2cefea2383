"""Pod sprints in Slack: small groups of leaders who try things in their real work and coach one another."""
