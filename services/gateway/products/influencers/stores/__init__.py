"""The collections of the gateway's part of influencers."""
