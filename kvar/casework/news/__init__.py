"""Being told: unread news, the morning mail by way of the outbox, calendar addresses."""
