"""The nouns: what travels between the stages."""
