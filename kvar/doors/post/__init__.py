"""The door for mail: what stands in the outbox is sent, once, or it is said why not."""
