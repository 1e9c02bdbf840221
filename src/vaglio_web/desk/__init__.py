"""Where staff vet."""
