"""Tests of Vaglio, by what they hold."""
