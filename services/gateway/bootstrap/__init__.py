"""The one place where the gateway's objects are built and joined."""
