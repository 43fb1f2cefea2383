"""What tests share: a clock to move by hand, databases of both kinds, and a bot on a playground."""
